import type { Stamp } from './clock.ts'
import { type Engine, startEngine } from './engine.ts'
import { newUuid } from './ids.ts'
import { apiTransport } from './transport.ts'
import { lastSeen, markSeen, openVault, removeOld, type Vault, wipe } from './vault.ts'

/** What is kept on this device for whoever is signed in. */
export interface Device {
  userId: string
  vault: Vault
  engine: Engine
  close(): void
}

const life = newUuid()
const stamp = (): Stamp => ({ wall: Date.now(), count: performance.now(), life })
let current: Promise<Device> | undefined
let ownerId: string | undefined

/** The device of a person; opened once, and closed when another one comes. */
export function deviceOf(userId: string): Promise<Device> {
  if (ownerId === userId && current) return current
  void current?.then((device) => device.close())
  ownerId = userId
  current = openDevice(userId)
  return current
}

/** The same if it is open; after a sign-out it is not, and nothing opens it again by the way. */
export const openedDevice = (userId: string): Promise<Device> | undefined => (ownerId === userId ? current : undefined)

async function openDevice(userId: string): Promise<Device> {
  const vault = await openVault(userId)
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(`convergence/${userId}`) : null
  let wake = (): void => undefined
  const engine = await startEngine({
    vault,
    transport: apiTransport,
    stamp,
    // One tab of the device sends; where tabs cannot agree, what both send is taken once all the same.
    alone: async (work) => {
      if ('locks' in navigator) await navigator.locks.request(`convergence/${userId}`, work)
      else await work()
    },
    tell: () => channel?.postMessage('changed'),
    onTold: (listener) => channel?.addEventListener('message', listener),
    rest: (milliseconds) => new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    }),
    wake: () => wake(),
  })
  const onLine = (): void => void engine.flush()
  const offLine = (): void => void (engine.state.offlineSince ??= Date.now())
  const onSight = (): void => {
    if (document.visibilityState === 'visible') void engine.flush()
  }
  window.addEventListener('online', onLine)
  window.addEventListener('offline', offLine)
  document.addEventListener('visibilitychange', onSight)
  void engine.flush()
  return {
    userId, vault, engine,
    close() {
      engine.stop()
      channel?.close()
      window.removeEventListener('online', onLine)
      window.removeEventListener('offline', offLine)
      document.removeEventListener('visibilitychange', onSight)
    },
  }
}

/** Forgets everything of a person on this device: at sign-out. */
export async function leaveDevice(userId: string): Promise<void> {
  if (ownerId === userId) {
    await current?.then((device) => device.close(), () => undefined)
    current = undefined
    ownerId = undefined
  }
  await wipe(userId)
}

/** The server recognised somebody at its time `server`: what belongs to them stays, what is too old goes, and their queue goes on. */
export async function arrive<T>(userId: string, identity: T, server: number): Promise<void> {
  await removeOld(server)
  const device = await deviceOf(userId)
  await device.vault.write('identity', identity)
  await markSeen(userId, server)
  device.engine.retry()
}

/** Who was here last, for a page that opens without a network; undefined when nobody was, or too long ago. */
export async function remembered<T>(): Promise<T | undefined> {
  await removeOld()
  const userId = await lastSeen()
  return userId ? (await deviceOf(userId)).vault.read<T>('identity') : undefined
}
