import type { LightMyRequestResponse } from 'fastify'
import { strFromU8, unzipSync } from 'fflate'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** All words of an answer: those inside DOCX, XLSX and ZIP parts and on the pages of a PDF too. */
export async function textOf(answer: LightMyRequestResponse): Promise<string> {
  const bytes = new Uint8Array(answer.rawPayload)
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join('\n')
  return answer.body.startsWith('%PDF') ? pagesOf(bytes) : answer.body
}

async function pagesOf(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise
  const pages: string[] = []
  for (let i = 1; i <= pdf.numPages; i += 1) pages.push((await (await pdf.getPage(i)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(''))
  await pdf.destroy()
  return pages.join('\n')
}
