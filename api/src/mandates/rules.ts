/** The last day that an imprecise date may stand for, as a text that compares with days: `2026` sorts after `2026-12-31`. */
const latest = (date: string): string => `${date}-99-99`

/** True when an end cannot be after all before the start: `2026` ends no earlier than `2026-06` starts. Unknown dates never are. */
export function endsBeforeStart(startOn: string | null | undefined, endOn: string | null | undefined): boolean {
  return Boolean(startOn && endOn && latest(endOn) < startOn)
}

/** True when imprecise dates may cover the day: it has begun or may have, and has not surely ended. */
export function inForceOn(dates: { startOn: string | null; endOn: string | null }, day: string): boolean {
  return (dates.startOn === null || dates.startOn <= day) && (dates.endOn === null || latest(dates.endOn) >= day)
}

/** True for a calendar day, month or year that exists. */
export function exists(date: string): boolean {
  if (date.length < 10) return true
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
}
