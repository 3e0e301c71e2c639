// @ts-check
// A reminder as a calendar file (RFC 5545): floating time, so that eight o'clock stays eight in every zone.

import ICAL from "../packages/ical.js";

/** @typedef {{what: "check-in" | "review", days: string[], time: string, address: string}} Reminder days as MO to SU, time as HH:MM */

const WEEK = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const SUMMARIES = { "check-in": "How are we today?", review: "A few minutes of review" };

/**
 * The text of a calendar with one event that repeats.
 * @param {Reminder} reminder
 * @param {Date} now
 */
export function calendarFile({ what, days, time, address }, now) {
  const calendar = new ICAL.Component("vcalendar");
  calendar.updatePropertyWithValue("version", "2.0");
  calendar.updatePropertyWithValue("prodid", "-//How We Help//Reminder//EN");
  const event = new ICAL.Component("vevent");
  // The same each time, so that a calendar replaces the reminder that it has instead of adding another.
  event.updatePropertyWithValue("uid", `${what}@${new URL(address).hostname}`);
  event.updatePropertyWithValue("dtstamp", ICAL.Time.fromJSDate(now, true));
  event.updatePropertyWithValue("dtstart", firstOf(days, time, now));
  event.updatePropertyWithValue("duration", ICAL.Duration.fromString("PT5M"));
  event.updatePropertyWithValue("rrule", ICAL.Recur.fromString(`FREQ=WEEKLY;BYDAY=${inWeek(days).join(",")}`));
  event.updatePropertyWithValue("summary", SUMMARIES[what]);
  event.updatePropertyWithValue("url", address);
  event.updatePropertyWithValue("transp", "TRANSPARENT");
  event.addSubcomponent(alarm(SUMMARIES[what]));
  calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

/** @param {string} text */
function alarm(text) {
  const made = new ICAL.Component("valarm");
  made.updatePropertyWithValue("action", "DISPLAY");
  made.updatePropertyWithValue("description", text);
  made.updatePropertyWithValue("trigger", ICAL.Duration.fromString("PT0S"));
  return made;
}

/**
 * The first of the days at the time that is still to come, as the clock on the wall says it.
 * @param {string[]} days
 * @param {string} time
 * @param {Date} now
 */
function firstOf(days, time, now) {
  const [hour, minute] = time.split(":").map(Number);
  const moments = Array.from({ length: 8 }, (_, ahead) => {
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead, hour, minute);
  });
  const first = moments.find((moment) => moment > now && days.includes(WEEK[moment.getDay()])) ?? moments[1];
  return ICAL.Time.fromData({
    year: first.getFullYear(),
    month: first.getMonth() + 1,
    day: first.getDate(),
    hour,
    minute,
    second: 0,
    isDate: false,
  });
}

/** @param {string[]} days */
function inWeek(days) {
  return WEEK.filter((day) => days.includes(day));
}
