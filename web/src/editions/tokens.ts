import type { FigureDefinition, Params } from './types.ts'

/** A figure within a text, as it is kept: `{{measure:sessions_held?perimeterId=…}}`. */
const TOKEN = /\{\{([a-z][a-z0-9_:-]{0,79}(?:\?[^{}]{0,400})?)\}\}/g
const SHOWN = /‹([^‹›]+)›/g

export const tokenOf = (figure: string, params: Params): string => {
  const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)])).toString()
  return query ? `${figure}?${query}` : figure
}

/** The two readings of a text's figures: what is kept, and what whoever writes sees. */
export interface TokenNames { toShown: ReadonlyMap<string, string>; toKept: ReadonlyMap<string, string> }

/** Gives each figure of a text, and those of `more`, a name of its own to write with: its label, numbered when two have the same. */
export function namesFor(text: string, figures: readonly Pick<FigureDefinition, 'name' | 'label'>[], language: 'fr' | 'en', more: readonly string[] = []): TokenNames {
  const toShown = new Map<string, string>()
  const toKept = new Map<string, string>()
  for (const token of [...[...text.matchAll(TOKEN)].map((match) => match[1] ?? ''), ...more]) {
    if (toShown.has(token)) continue
    const name = token.split('?')[0]
    const label = figures.find((figure) => figure.name === name)?.label[language] ?? name ?? ''
    let shown = label
    for (let n = 2; toKept.has(shown); n += 1) shown = `${label} (${n})`
    toShown.set(token, shown)
    toKept.set(shown, token)
  }
  return { toShown, toKept }
}

/** The text with the names of its figures, to write in. */
export const shownText = (text: string, names: TokenNames): string => text.replace(TOKEN, (whole, token: string) => (names.toShown.has(token) ? `‹${names.toShown.get(token) ?? ''}›` : whole))

/** The text to keep; a name that no figure has stays words. */
export const keptText = (text: string, names: TokenNames): string => text.replace(SHOWN, (whole, shown: string) => (names.toKept.has(shown) ? `{{${names.toKept.get(shown) ?? ''}}}` : whole))
