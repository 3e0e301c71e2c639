// @ts-check
export { openDB } from "idb";
