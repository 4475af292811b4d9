/** Lower case without accents, every apostrophe straight, for search and sort: PGlite has no ICU collation, so the application makes the key. */
export const searchKey = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/œ/gi, 'oe').replace(/æ/gi, 'ae').replace(/[’‘ʼ]/g, "'").toLowerCase().replace(/\s+/g, ' ').trim()
