import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface Received { mail: ParsedMail; to: string[] }

/** A real mail server on loopback for tests: it keeps what it accepts; `answer` may refuse a recipient by its SMTP code. */
export async function openMailServer(answer: (recipient: string, attempt: number) => number = () => 250) {
  const received: Received[] = []
  const attempts = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const attempt = (attempts.get(address) ?? 0) + 1
      attempts.set(address, attempt)
      const code = answer(address, attempt)
      done(code < 300 ? undefined : Object.assign(new Error(code < 500 ? '4.7.1 Greylisted' : '5.1.1 User unknown'), { responseCode: code }))
    },
    onData: (stream, session, done) => {
      simpleParser(stream).then((mail) => {
        received.push({ mail, to: session.envelope.rcptTo.map((to) => to.address) })
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, received, attempts, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

/** A server that takes the connection and never says a word. */
export async function openSilentServer() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => void sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, connections: () => sockets.size, close: () => { sockets.forEach((s) => s.destroy()); return new Promise<void>((resolve) => server.close(() => resolve())) } }
}
