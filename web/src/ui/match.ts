/** Lower case, without accents, for comparing what people type: "Éco" and "eco" are the same. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/œ/gi, 'oe')
    .toLowerCase()

/** True when every typed word begins a word of the text, whatever the accents, the case and the order. */
export function matches(text: string, typed: string): boolean {
  const words = fold(text).split(/[\s'’.,;:/()«»-]+/)
  return fold(typed)
    .split(/[\s'’.,;:/()«»-]+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}
