// @ts-check
export { deleteDB, openDB } from "idb";
