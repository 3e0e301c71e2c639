// @ts-check
// The worker of the writing desk: what checks and shows a note.
import { serve } from "../exercises/serving.js";

serve(new URL("./runtime/manifest.js", import.meta.url));
