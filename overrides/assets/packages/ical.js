// @ts-check
export { default } from "ical.js";
