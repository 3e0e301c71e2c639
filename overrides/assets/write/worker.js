// @ts-check
// The worker of the writing desk: what checks and shows a note.
// Each of these names the next, and would come only after it.
import "../exercises/checking.js";
import "../exercises/snapshot.js";
import "../exercises/start.js";
import { serve } from "../exercises/serving.js";

serve(new URL("./runtime/manifest.js", import.meta.url));
