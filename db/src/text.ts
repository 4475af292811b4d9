/** Lower case without accents, for search and sort: PGlite has no ICU collation, so the application makes the key. */
export const searchKey = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/œ/gi, 'oe').replace(/æ/gi, 'ae').toLowerCase().replace(/\s+/g, ' ').trim()
