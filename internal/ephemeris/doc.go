// Package ephemeris says where the Sun, the Moon, the planets, Chiron and the lunar nodes stand in
// the sky of an instant between 1600 and 2400, to the arc-second and better, and what follows from
// it alone: the design moment, panchanga limbs, sunrise, ascendant and midheaven.
//
// Positions are apparent, geocentric, in the true ecliptic and equinox of date: what a tropical
// chart prints. Angles are in degrees, distances in AU, speeds in degrees a day, instants are
// Julian dates, mostly in Terrestrial Time (TT). Longitudes lie in [0, 360).
//
// # Use
//
//	i, err := ephemeris.FromUTC(t)                 // civil UTC → TT and UT1
//	sky, err := ephemeris.Chart(i.TT)              // all bodies: longitude, latitude, distance, speed
//	sun := sky.Positions[ephemeris.Sun].Longitude
//	lon, err := ephemeris.Longitudes(i.TT)         // the fast path, longitudes alone
//	design, err := ephemeris.DesignMoment(i.TT)    // JD TT, the Sun 88° earlier
//	j, err := ephemeris.FromTT(design)             // and back to the clock: j.UTC()
//	a, err := ephemeris.AnglesAt(i, place)         // ascendant, midheaven, sidereal time
//	day, err := ephemeris.Daylight(ephemeris.LocalMidnight(y, m, d, place.Longitude), place, ephemeris.UpperLimb)
//	limb, err := ephemeris.LimbAt(ephemeris.Tithi, i.TT)    // index and angle
//	end, err := ephemeris.LimbEnd(ephemeris.Tithi, i.TT)    // JD TT
//
// South node = TrueNode + 180°, Earth = Sun + 180°. A sidereal longitude is [Sky.Sidereal].
//
// # Errors
//
// An instant outside 1600-01-01 … 2400-01-01 TT, NaN or an infinity is a [*RangeError], also when
// a solver is led out of the range; nothing is clamped or extrapolated. A place that is none is a
// [*PlaceError], and so is a pole where an ascendant is asked for. Nothing else fails.
//
// # Method
//
// Mercury, Venus, Earth and Mars are VSOP87B series, the Moon is ELP/MPP02, both cut and refitted
// to the JPL ephemeris DE431; the outer planets and Chiron are Chebyshev series of it, the true
// node is a series of its own. The tables are 96 kB, embedded as bytes and decoded at the first
// use, so a program that imports this package starts as fast as one that does not. doc/ephemeris.md
// describes the method, its sources and its measured errors.
//
// # Determinism
//
// All functions are pure and safe for concurrent use; an evaluation keeps its scratch space on the
// stack and allocates nothing. The same instant gives the same bits on amd64 and in WebAssembly,
// where the Go compiler does not fuse a multiplication and an addition into one rounding. Where it
// does (arm64, ppc64, s390x, riscv64, amd64 with GOAMD64=v3) the last digits differ, by less than
// 1e-9°.
package ephemeris
