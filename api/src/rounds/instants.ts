/** An instant that raw SQL gave, as a Date: the two engines write it differently. */
export const isoInstant = (value: Date | string | null): Date | null => (value === null ? null : new Date(value))
