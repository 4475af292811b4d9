const NEGATIVE_NUMBER = /^-\d+(?:[.,]\d+)?$/

/** A cell that no spreadsheet runs as a formula, quoted where it must be. */
function cellOf(value: string | number): string {
  const text = String(value)
  const inert = /^[=+\-@\t\r]/.test(text) && !NEGATIVE_NUMBER.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** A CSV that French Excel opens as it is: byte order mark, semicolons, CRLF. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string => `\uFEFF${rows.map((row) => row.map(cellOf).join(';')).join('\r\n')}\r\n`

/** Hands a text over as a file to keep. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
