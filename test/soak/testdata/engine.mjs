// The engine service as it is, which also tells how much memory it uses.
import { report } from "./watch.mjs";
import service, { EngineService as Real } from "../../../workers/engine/index.mjs";

export class EngineService extends Real {
  async memory() {
    return report();
  }
}

export default service;
