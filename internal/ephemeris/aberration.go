package ephemeris

import "math"

// aberrate turns a direction u (unit) into the one that an observer sees who moves with
// velocity v (barycentric, AU a day). Relativistic; the result is not quite of unit length.
// (Explanatory Supplement to the Astronomical Almanac, 1992, 3.252-3)
func aberrate(u, v vector) vector {
	beta := v.times(1 / lightAU)
	inverseGamma := math.Sqrt(1 - beta.dot(beta))
	d := u.dot(beta)
	return u.times(inverseGamma).add(1+d/(1+inverseGamma), beta).times(1 / (1 + d))
}
