// The same job with natalengine.
import calculateHumanDesign from "natalengine/humandesign";

// humanDesign computes a chart for an instant, ms since 1970 UTC, as JSON.
export function humanDesign(ms) {
  const t = new Date(ms).toISOString();
  return JSON.stringify(calculateHumanDesign(t.slice(0, 10), Number(t.slice(11, 13)) + Number(t.slice(14, 16)) / 60, 0));
}
