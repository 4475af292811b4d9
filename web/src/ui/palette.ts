export const categoryCount = 14

/** The CSS colour of a category, by its rank from 0; the palette turns round after 14. */
export const categoryColor = (rank: number): string => `var(--category-${(((rank % categoryCount) + categoryCount) % categoryCount) + 1})`

/** The value of a token in the theme in force, for a canvas, which knows no CSS variable. */
export const readToken = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
