/** The console and the screen of one device, in two windows: the screen shows the point that the console is at. */
interface Said { pointId: string }

const channelOf = (sessionId: string): BroadcastChannel | null => (typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`room:${sessionId}`))

/** Says where the console is, and says it again to a screen that opens later; returns what ends it. */
export function tellPlace(sessionId: string): { at: (pointId: string) => void; stop: () => void } {
  const channel = channelOf(sessionId)
  let last: Said | null = null
  channel?.addEventListener('message', (event: MessageEvent) => void (event.data === 'where' && last && channel.postMessage(last)))
  return {
    at(pointId) {
      last = { pointId }
      channel?.postMessage(last)
    },
    stop: () => channel?.close(),
  }
}

/** Hears where the console is; returns what ends it. */
export function followPlace(sessionId: string, hear: (pointId: string) => void): () => void {
  const channel = channelOf(sessionId)
  channel?.addEventListener('message', (event: MessageEvent) => {
    const said = event.data as Partial<Said> | string
    if (typeof said === 'object' && typeof said.pointId === 'string') hear(said.pointId)
  })
  channel?.postMessage('where')
  return () => channel?.close()
}
