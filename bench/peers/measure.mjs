// Measures the jobs of inwasm.go in turn and prints, as one JSON object, a list of values for each:
// µs of CPU for one chart, a value a round. CPU is that of the whole process, its garbage collector
// included, and hardly depends on what else the machine does.
//
//	node measure.mjs <rounds> <ms of a slice> <ms of warming up>
import { humanDesign, request, result, sky } from "./ours.mjs";

const [rounds, slice, warmUp] = process.argv.slice(2).map(Number);

// Instants of 1970–2025 at whole minutes, the same in every run, by day: no clock was changed then.
let seed = 88;
const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const DAY = 86400000;
const instants = Array.from({ length: 500 }, () => Math.floor(random() * 55 * 365.25) * DAY + (360 + Math.floor(random() * 840)) * 60000);
const julianDates = instants.map((ms) => ms / DAY + 2440587.5 + 60 / 86400);
const requests = instants.map(request);

// A peer that could not be installed is missed, not replaced.
const missing = {};
const peer = (name) => import(`./${name}.mjs`).catch((error) => void (missing[name] = error.message.split("\n")[0]));
const [swiss, natal] = await Promise.all([peer("swiss"), peer("natal")]);

let turn = 0;
const next = (list) => list[(turn = (turn + 1) % list.length)];
let sink = 0; // keeps what is computed from being for nothing

// Each repeats its job n times. What a peer returns at once is not waited for.
const { charts, bodygraphs } = sky();
const jobs = {
  sky: async (n) => void (sink += charts(n)),
  bodygraph: async (n) => void (sink += bodygraphs(n)),
};
const repeat = (job, list) => async (n) => {
  for (let i = 0; i < n; i++) sink += job(next(list)).length ?? 1;
};
if (swiss) {
  jobs.swissTwelve = repeat(swiss.twelve, julianDates);
  jobs.swissSky = repeat(swiss.charts, julianDates);
}
jobs.design = async (n) => {
  for (let i = 0; i < n; i++) sink += (await humanDesign(next(requests))).length;
};
if (swiss) jobs.swissDesign = repeat(swiss.humanDesign, instants);
if (natal) jobs.natalDesign = repeat(natal.humanDesign, instants);

const agreeing = swiss ? await agreement() : null;

// agreement is the share of the instants for which ours and the peer's derivation say the same, so
// that both do the work that is compared. A line that a body is about to leave may differ.
async function agreement() {
  const said = ({ type, authority, profile, definition, channels }, activations) =>
    [type, authority, profile.slice(0, 3), definition, [...channels].sort(), activations.map((a) => `${a.gate}.${a.line}`).sort()].join();
  let same = 0;
  for (const [i, ms] of instants.entries()) {
    const ours = result(await humanDesign(requests[i]));
    const theirs = JSON.parse(swiss.humanDesign(ms));
    if (said(ours, ours.activations) === said(theirs, [...theirs.personality, ...theirs.design])) same++;
  }
  return same / instants.length;
}

// How often a job fits into so many ms: it is repeated twice as often until it takes half as long.
const sizes = {};
for (const [name, job] of Object.entries(jobs)) {
  const end = performance.now() + warmUp;
  let n = 1;
  for (let took = 0; took < slice / 2 || performance.now() < end; ) {
    const start = performance.now();
    await job(n);
    took = performance.now() - start;
    if (took < slice / 2) n *= 2;
  }
  sizes[name] = n;
}

const series = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, job] of Object.entries(jobs)) {
    const before = process.cpuUsage();
    await job(sizes[name]);
    const { user, system } = process.cpuUsage(before);
    series[name].push((user + system) / sizes[name]);
  }
}
if (Number.isNaN(sink)) throw new Error("something that was computed is not a number");
process.stdout.write(JSON.stringify({ series, agreeing, missing }), () => process.exit(0));
