// The same jobs with the Swiss Ephemeris in WebAssembly.
import SwissEph from "swisseph-wasm";
import { bodygraph } from "./bodygraph.mjs";

const EPHEMERIS = 2; // its data files, not the Moshier series
const SPEED = 256;
const SUN_A_DAY = 0.98564736; // degrees, in the mean
const TWELVE = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 15]; // Sun to Pluto, true node, Chiron
const SUN = 0;
const BODIES = [["Moon", 1], ["North Node", 11], ["Mercury", 2], ["Venus", 3], ["Mars", 4], ["Jupiter", 5], ["Saturn", 6], ["Uranus", 7], ["Neptune", 8], ["Pluto", 9]];

const swiss = new SwissEph();
await swiss.initSwissEph();

const wrap180 = (degrees) => (((degrees % 360) + 540) % 360) - 180;

// designMoment is when the Sun stood 88° before where it is at jd. Speeds are not asked for, since
// one costs as much as two positions.
function designMoment(jd, sun, sunAt) {
  const target = sun - 88;
  let t = jd - 88 / SUN_A_DAY;
  for (let tries = 0; tries < 10; tries++) {
    const off = wrap180(sunAt(t) - target);
    t -= off / SUN_A_DAY;
    if (Math.abs(off) < 1e-6) break; // the step has left 3e-8° of it, 3 ms
  }
  return t;
}

function positions(jd, flags) {
  let sum = 0;
  for (const body of TWELVE) sum += swiss.calc(jd, body, flags).longitude;
  return sum;
}

// twelve computes the longitudes of twelve bodies once.
export const twelve = (jd) => positions(jd, EPHEMERIS);

// charts computes a natal and a design chart of twelve bodies with latitude, distance and speed.
export function charts(jd) {
  const sunAt = (t) => swiss.calc(t, SUN, EPHEMERIS).longitude;
  const moment = designMoment(jd, sunAt(jd), sunAt);
  return positions(jd, EPHEMERIS | SPEED) + positions(moment, EPHEMERIS | SPEED);
}

function longitudes(jd, sun) {
  const list = [["Sun", sun], ["Earth", (sun + 180) % 360]];
  for (const [name, id] of BODIES) {
    const longitude = swiss.calc_ut(jd, id, EPHEMERIS)[0];
    list.push([name, longitude]);
    if (id === 11) list.push(["South Node", (longitude + 180) % 360]);
  }
  return list;
}

// humanDesign computes a chart for an instant, ms since 1970 UTC, as JSON.
export function humanDesign(ms) {
  const jd = ms / 86400000 + 2440587.5;
  const sunAt = (t) => swiss.calc_ut(t, SUN, EPHEMERIS)[0];
  const sun = sunAt(jd);
  const moment = designMoment(jd, sun, sunAt);
  const chart = bodygraph(longitudes(jd, sun), longitudes(moment, (sun - 88 + 360) % 360));
  const utc = (t) => new Date((t - 2440587.5) * 86400000).toISOString();
  return JSON.stringify({ birth: utc(jd), design_moment: utc(moment), ...chart });
}
