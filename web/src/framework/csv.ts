/** A leading = + - @ would be run as a formula by a spreadsheet; a figure is not a formula. */
const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text)

const field = (value: string | number): string => {
  const text = inert(String(value))
  return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as French spreadsheets read them: semicolons, CRLF, UTF-8 with its mark. */
export const toCsv = (rows: readonly (readonly (string | number)[])[]): string => `\ufeff${rows.map((row) => row.map(field).join(';')).join('\r\n')}\r\n`

/** Hands a text to the person as a file. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
