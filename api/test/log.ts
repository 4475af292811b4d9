import type { App } from '../src/plugins/app-type.ts'

/** What the application logs from now on, line by line, instead of on standard output; open it with a `logLevel`. */
export function logOf(app: App): string[] {
  const lines: string[] = []
  const stream = Object.getOwnPropertySymbols(app.log).find((symbol) => symbol.toString() === 'Symbol(pino.stream)')
  if (!stream) throw new Error('pino has another shape')
  Object.assign(app.log, { [stream]: { write: (text: string) => lines.push(text) } })
  return lines
}
