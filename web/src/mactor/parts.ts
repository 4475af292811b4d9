/** The parts of a study's screen, in the order of reading. */
export const parts = ['forces', 'alliances', 'objectives', 'tables', 'matrices', 'members'] as const
export type Part = (typeof parts)[number]
