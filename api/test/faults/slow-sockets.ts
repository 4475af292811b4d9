import { connect, type Socket } from 'node:net'

export interface SlowClient {
  socket: Socket
  /** Whether the server has ended the connection. */
  ended: boolean
  /** What the server has said on it. */
  heard: string
}

/** Sends `text` byte after byte, one per `everyMs`; `text` is a request as it stands on the wire. */
export function trickle(url: string, text: string, everyMs: number): SlowClient {
  const client = open(url)
  let sent = 0
  const timer = setInterval(() => {
    if (client.ended || sent >= text.length) return clearInterval(timer)
    client.socket.write(text.slice(sent, (sent += 1)))
  }, everyMs)
  timer.unref()
  return client
}

/** Asks for an answer and then does not read it: nothing beyond the buffers of the machine can leave the server. */
export function deaf(url: string, text: string): SlowClient {
  const client = open(url)
  client.socket.pause()
  client.socket.write(text)
  return client
}

function open(url: string): SlowClient {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const client: SlowClient = { socket, ended: false, heard: '' }
  socket.on('error', () => undefined)
  socket.on('data', (data) => (client.heard += String(data)))
  socket.on('close', () => (client.ended = true))
  return client
}
