// Derives a Human Design chart from 26 longitudes: what a JavaScript program would do behind an
// ephemeris. Written for speed, like the engine: sets of gates are bits, tables are built once.

const ORDER = [
  41, 19, 13, 49, 30, 55, 37, 63, 22, 36, 25, 17, 21, 51, 42, 3, 27, 24, 2, 23, 8, 20, 16, 35, 45, 12, 15, 52, 39, 53, 62, 56,
  31, 33, 7, 4, 29, 59, 40, 64, 47, 6, 46, 18, 48, 57, 32, 50, 28, 44, 1, 43, 14, 34, 9, 5, 26, 11, 10, 58, 38, 54, 61, 60,
];
const START = 302; // gate 41 begins at 2° Aquarius
const UNITS = 192; // bases in a degree: 64 gates of 6 lines of 6 colors of 6 tones of 5 bases

const CENTERS = ["Head", "Ajna", "Throat", "G", "Heart", "Spleen", "Sacral", "Solar Plexus", "Root"];
const [HEAD, AJNA, THROAT, G, HEART, SPLEEN, SACRAL, SOLAR_PLEXUS, ROOT] = CENTERS.keys();

const CHANNELS = [
  [1, 8, G, THROAT], [2, 14, G, SACRAL], [3, 60, SACRAL, ROOT], [4, 63, AJNA, HEAD], [5, 15, SACRAL, G], [6, 59, SOLAR_PLEXUS, SACRAL],
  [7, 31, G, THROAT], [9, 52, SACRAL, ROOT], [10, 20, G, THROAT], [10, 34, G, SACRAL], [10, 57, G, SPLEEN], [11, 56, AJNA, THROAT],
  [12, 22, THROAT, SOLAR_PLEXUS], [13, 33, G, THROAT], [16, 48, THROAT, SPLEEN], [17, 62, AJNA, THROAT], [18, 58, SPLEEN, ROOT],
  [19, 49, ROOT, SOLAR_PLEXUS], [20, 34, THROAT, SACRAL], [20, 57, THROAT, SPLEEN], [21, 45, HEART, THROAT], [23, 43, THROAT, AJNA],
  [24, 61, AJNA, HEAD], [25, 51, G, HEART], [26, 44, HEART, SPLEEN], [27, 50, SACRAL, SPLEEN], [28, 38, SPLEEN, ROOT],
  [29, 46, SACRAL, G], [30, 41, SOLAR_PLEXUS, ROOT], [32, 54, SPLEEN, ROOT], [34, 57, SACRAL, SPLEEN], [35, 36, THROAT, SOLAR_PLEXUS],
  [37, 40, SOLAR_PLEXUS, HEART], [39, 55, ROOT, SOLAR_PLEXUS], [42, 53, SACRAL, ROOT], [47, 64, AJNA, HEAD],
].map(([a, b, from, to]) => ({ a, b, from, to, name: `${a}-${b}` }));

const MOTORS = (1 << HEART) | (1 << SOLAR_PLEXUS) | (1 << ROOT);
const DEFINITIONS = ["None", "Single", "Split", "Triple Split", "Quadruple Split"];

// activation is the place of a longitude on the wheel.
function activation(body, longitude) {
  const u = Math.floor(((((longitude - START) % 360) + 360) % 360) * UNITS);
  return {
    body,
    longitude,
    gate: ORDER[Math.floor(u / 1080)],
    line: (Math.floor(u / 180) % 6) + 1,
    color: (Math.floor(u / 30) % 6) + 1,
    tone: (Math.floor(u / 5) % 6) + 1,
    base: (u % 5) + 1,
  };
}

// bodygraph takes two lists of [body, longitude], of which the first is the Sun.
export function bodygraph(personalityBodies, designBodies) {
  const personality = personalityBodies.map(([body, longitude]) => activation(body, longitude));
  const design = designBodies.map(([body, longitude]) => activation(body, longitude));
  const active = new Uint8Array(65);
  for (const { gate } of personality) active[gate] = 1;
  for (const { gate } of design) active[gate] = 1;

  const channels = [];
  const reach = CENTERS.map((_, i) => 1 << i);
  let defined = 0;
  for (const { a, b, from, to, name } of CHANNELS) {
    if (!active[a] || !active[b]) continue;
    channels.push(name);
    reach[from] |= 1 << to;
    reach[to] |= 1 << from;
    defined |= (1 << from) | (1 << to);
  }

  let parts = 0;
  let throat = 0; // all that the Throat is connected with
  for (let rest = defined; rest !== 0; parts++) {
    let component = rest & -rest;
    for (let before = 0; before !== component; ) {
      before = component;
      for (let c = 0; c < 9; c++) if (before & (1 << c)) component |= reach[c];
    }
    if (component & (1 << THROAT)) throat = component;
    rest &= ~component;
  }

  const has = (center) => (defined & (1 << center)) !== 0;
  const type =
    defined === 0 ? "Reflector"
    : has(SACRAL) ? (throat & (MOTORS | (1 << SACRAL)) ? "Manifesting Generator" : "Generator")
    : throat & MOTORS ? "Manifestor"
    : "Projector";
  const authority =
    type === "Reflector" ? "Lunar"
    : has(SOLAR_PLEXUS) ? "Emotional"
    : has(SACRAL) ? "Sacral"
    : has(SPLEEN) ? "Splenic"
    : has(HEART) ? (type === "Manifestor" ? "Ego (Manifested)" : "Ego (Projected)")
    : has(G) ? "Self-Projected"
    : "Mental";
  return {
    type,
    authority,
    profile: `${personality[0].line}/${design[0].line}`,
    definition: DEFINITIONS[parts],
    centers: CENTERS.filter((_, i) => has(i)),
    channels,
    personality,
    design,
  };
}
