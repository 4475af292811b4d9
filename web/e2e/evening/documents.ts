import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Spaces say nothing: a PDF breaks lines where it must, and French has several. */
export const squeeze = (text: string): string => text.replace(/\s+/gu, '')

/** Clicks a link of the screen and gives the bytes of the file that it downloads. */
export async function download(page: Page, name: string, ending: string): Promise<Uint8Array> {
  const begun = page.waitForEvent('download')
  await page.getByRole('link', { name, exact: true }).click()
  const file = await begun
  expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`))
  return new Uint8Array(await readFile(await file.path()))
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '’' }

/** The words of a DOCX: every run of its document, its head and its foot. */
export function wordsOfDocx(bytes: Uint8Array): string {
  const files = unzipSync(bytes)
  const parts = Object.keys(files).filter((name) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(name))
  expect(parts).toContain('word/document.xml')
  return parts.map((name) => strFromU8(files[name] ?? new Uint8Array()).replace(/<[^>]+>/g, ' ').replace(/&(\w+);/g, (whole, code: string) => entities[code] ?? whole)).join(' ')
}

/** The words of a PDF, page after page. */
export async function wordsOfPdf(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocument({ data: bytes, useSystemFonts: false, verbosity: 0 }).promise
  const pages: string[] = []
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  return pages.join(' ')
}
