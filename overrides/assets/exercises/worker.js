// @ts-check
// The worker of the exercises: the engine alone.
// Each of these names the next, and would come only after it.
import "./checking.js";
import "./snapshot.js";
import "./start.js";
import { serve } from "./serving.js";

serve(new URL("../runtime/manifest.js", import.meta.url));
