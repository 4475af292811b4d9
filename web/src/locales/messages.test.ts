import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { messages as english } from './en/index.ts'
import { messages as french } from './fr/index.ts'

const source = join(import.meta.dirname, '..')

function flatten(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key))
}

const texts = { fr: new Map(flatten(french)), en: new Map(flatten(english)) }
const placeholders = (text: unknown): string[] => [...new Set(String(text).match(/\{\w+\}/g) ?? [])].toSorted()

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : /\.(vue|ts)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [join(folder, entry.name)] : [],
  )
}

/** Keys written in full: t('a.b'), $t("a.b"), i18n.global.t(`a.b`), title: 'a.b' of a route. */
const literalKeys = (code: string): string[] =>
  [...code.matchAll(/(?:\bt|\btitle:)\s*\(?\s*(['"`])([a-z][\w-]*(?:\.[\w-]+)+)\1/g)].flatMap((match) => match[2] ?? [])

describe('the texts of the interface', () => {
  it('have the same keys in both languages', () => {
    expect([...texts.en.keys()].toSorted()).toEqual([...texts.fr.keys()].toSorted())
  })

  it('include every locale file of both languages', () => {
    for (const [language, loaded] of [['fr', french], ['en', english]] as const) {
      const files = readdirSync(join(source, 'locales', language)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5))
      expect(Object.keys(loaded).toSorted()).toEqual(files.toSorted())
    }
  })

  it.each(['fr', 'en'] as const)('are never empty: %s', (language) => {
    expect([...texts[language]].filter(([, text]) => typeof text !== 'string' || text.trim() === '').map(([key]) => key)).toEqual([])
  })

  it('name the same placeholders in both languages', () => {
    const different = [...texts.fr].filter(([key, text]) => placeholders(text).join() !== placeholders(texts.en.get(key)).join())
    expect(different.map(([key]) => key)).toEqual([])
  })

  it.each(['fr', 'en'] as const)('compile: %s', (language) => {
    // Untyped on purpose: following every key of every file is too deep for the compiler.
    const loaded: Record<string, never> = { fr: french as never, en: english as never }
    const i18n = createI18n<false>({ legacy: false, locale: language, messages: loaded, warnHtmlMessage: false })
    const translate: (key: string, named: object, count: number) => string = i18n.global.t
    const broken = [...texts[language].keys()].filter((key) => {
      try {
        return translate(key, {}, 1) === key
      } catch {
        return true
      }
    })
    expect(broken).toEqual([])
  })

  it('exist for every key written in the sources', () => {
    const missing = filesUnder(source).flatMap((file) => literalKeys(readFileSync(file, 'utf8')).filter((key) => !texts.fr.has(key)).map((key) => `${file.slice(source.length)}: ${key}`))
    expect(missing).toEqual([])
  })
})
