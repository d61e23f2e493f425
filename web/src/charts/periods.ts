// Periods as the server names them: 2022, 2022-Q1, 2022-02, 2022-W05, 2022-02-04.
import type { Info } from "../core/types";
import type { Filter } from "../core/filter";

export const LENGTHS = ["day", "week", "month", "quarter", "year"] as const;
export type Length = (typeof LENGTHS)[number];

const DAY = 86_400_000;

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

// Monday of a week of ISO 8601: week 1 has the year's first Thursday.
function mondayOf(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY + (week - 1) * 7 * DAY;
}

// First and last day of a period.
export function daysOf(period: string): [string, string] {
  const week = /^(\d{4})-W(\d{1,2})$/.exec(period);
  if (week) {
    const monday = mondayOf(Number(week[1]), Number(week[2]));
    return [iso(monday), iso(monday + 6 * DAY)];
  }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  const [year, month, day] = quarter ? [Number(quarter[1]), 3 * Number(quarter[2]) - 2, 0] : period.split("-").map(Number);
  if (day) return [period, period];
  const months = quarter ? 3 : month ? 1 : 12;
  const first = Date.UTC(year, (month || 1) - 1, 1);
  return [iso(first), iso(Date.UTC(year, (month || 1) - 1 + months, 0))];
}

// The length that gives a chart of some tens of bars.
export function fitting(info: Info | null, filter: Filter): Length {
  const first = filter.since ?? info?.first;
  const last = filter.until ?? info?.last;
  if (!first || !last) return "month";
  const days = (Date.parse(last) - Date.parse(first)) / DAY;
  if (days <= 62) return "day";
  if (days <= 3 * 366) return "month";
  return days <= 12 * 366 ? "quarter" : "year";
}
