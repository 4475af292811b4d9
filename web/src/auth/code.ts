/** The digits of what was typed or pasted, six at most: applications show a code in two groups, and some copy the space. */
export const digitsOf = (typed: string): string => typed.replace(/\D/g, '').slice(0, 6)

export const isCode = (typed: string): boolean => /^\d{6}$/.test(typed)
