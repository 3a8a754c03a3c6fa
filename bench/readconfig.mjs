// Prints, as a JSON list, what wrangler reads from the top level of each configuration named.
import { unstable_readConfig } from "wrangler";

const configs = process.argv.slice(2).map((config) => unstable_readConfig({ config }));
console.log(JSON.stringify(configs));
