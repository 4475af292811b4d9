import { createHash } from 'node:crypto'

/** The stable UUID (version 8) of a reference or demonstration object, so that documentation can name it. */
export function demoId(noun: string, code: string): string {
  const hex = createHash('sha256').update(`convergence:${noun}:${code}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
