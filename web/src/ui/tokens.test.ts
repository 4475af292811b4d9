import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

function tokensAfter(marker: string): Record<string, string> {
  const body = css.slice(css.indexOf('{', css.lastIndexOf(marker)) + 1).split('}')[0] ?? ''
  return Object.fromEntries([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']))
}

const light = tokensAfter(":root {\n  color-scheme: light")
const dark = tokensAfter(":root[data-theme='dark']")
const systemDark = tokensAfter(":root:not([data-theme='light'])")

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a = '', b = ''): number => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05)

const sheets = ['--paper', '--surface', '--raised', '--sunken', '--past', '--accent-soft']
const inks = ['--ink', '--ink-2', '--ink-3', '--accent', '--danger', '--warning', '--agree-text', '--disagree-text']
const scale = ['--against-2', '--against-1', '--neutral', '--for-1', '--for-2', '--accent']

describe.each([['light', light], ['dark', dark]] as const)('the %s palette', (_name, tokens) => {
  it('keeps every text at 4.5:1 on every sheet', () => {
    const weak = sheets.flatMap((sheet) => inks.filter((ink) => contrast(tokens[ink], tokens[sheet]) < 4.5).map((ink) => `${ink} on ${sheet}`))
    expect(weak).toEqual([])
  })
  it('keeps text read at length at 7:1', () => {
    for (const ink of ['--ink', '--ink-2']) expect(contrast(tokens[ink], tokens['--surface'])).toBeGreaterThanOrEqual(7)
  })
  it('keeps figures at 4.5:1 on the colours of agreement', () => {
    expect(scale.filter((colour) => contrast(tokens[`${colour}-ink`], tokens[colour]) < 4.5)).toEqual([])
  })
  it('keeps borders of controls and categories at 3:1 on the surface', () => {
    const drawn = ['--line-control', '--focus', '--abstained', '--unknown', ...Array.from({ length: 14 }, (_, n) => `--category-${n + 1}`)]
    expect(drawn.filter((name) => contrast(tokens[name], tokens['--surface']) < 3)).toEqual([])
  })
})

describe('the dark palette', () => {
  it('is the same whether the device or the person asks for it', () => expect(systemDark).toEqual(dark))
})
