// @ts-check
// The worker of the exercises: the engine alone.
import { serve } from "./serving.js";

serve(new URL("../runtime/manifest.js", import.meta.url));
