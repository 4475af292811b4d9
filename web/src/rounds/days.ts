/** The day of an instant, here: YYYY-MM-DD. */
export const dayOf = (iso: string): string => new Intl.DateTimeFormat('sv-SE').format(new Date(iso))

/** The last minute of a day, here, as an instant. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:00`).toISOString()

/** The day of an instant in Paris, as the server cuts days. */
export const parisDay = (instant: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date(instant))
