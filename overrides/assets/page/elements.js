// @ts-check
// Every element of ours, each with its scripts only on the pages that have it.

import { leaveEarly } from "../exercises/early.js";

const ELEMENTS = /** @type {const} */ ([
  ["reflect-exercise", async () => (await import("../exercises/element.js")).ReflectExercise],
  ["copy-citation", async () => (await import("./copy-citation.js")).CopyCitation],
  ["rank-list", async () => (await import("../exercises/rank-list.js")).RankList],
  ["reflection-journal", async () => (await import("../journal/reflection-journal.js")).ReflectionJournal],
  ["leave-no-trace", async () => (await import("../journal/leave-no-trace.js")).LeaveNoTrace],
  ["due-today", async () => (await import("../review/due-today.js")).DueToday],
  ["review-session", async () => (await import("../review/review-session.js")).ReviewSession],
  ["calendar-reminder", async () => (await import("../review/calendar-reminder.js")).CalendarReminder],
  ["keep-offline", async () => (await import("../offline/keep-offline.js")).KeepOffline],
  ["source-filter", async () => (await import("../sources/source-filter.js")).SourceFilter],
  ["listed-parts", async () => (await import("./listed-parts.js")).ListedParts],
  ["nearest-note", async () => (await import("./nearest-note.js")).NearestNote],
  ["print-note", async () => (await import("./print-note.js")).PrintNote],
  ["listen-note", async () => (await import("../note/listen-note.js")).ListenNote],
  ["writing-desk", async () => (await import("../write/writing-desk.js")).WritingDesk],
  ["kept-pages", async () => (await import("../offline/kept-pages.js")).KeptPages],
]);

const define = () => {
  for (const [name, load] of ELEMENTS) {
    if (!document.querySelector(`${name}:not(:defined)`)) continue;
    load().then(
      (element) => {
        if (!customElements.get(name)) customElements.define(name, element);
      },
      (error) => {
        console.info(`<${name}> could not be brought to life.`, error);
        dispatchEvent(new Event("scriptsstopped"));
      },
    );
  }
};

leaveEarly();
define();
// Material changes pages in place, and this script runs once in a visit; review places exercises in its page later.
/** @type {any} */ (window).document$?.subscribe(define);
document.addEventListener("placed", define);
