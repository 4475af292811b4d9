/** Items of an agenda, and points that a session is about: minutes are one document, whose time to draw grows with them. */
export const MOST_POINTS = 100
