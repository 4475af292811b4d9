import { expect } from 'vitest'
import type { Client } from './app.ts'

export interface FeedEvent { id: number; type: string; objectType: string; objectId: string }

/**
 * Waits until the change feed tells of something. What it promises is "eventually": it stays behind the oldest open
 * transaction of the whole PostgreSQL cluster, and the database of another test file may hold one open.
 */
export async function feedTells(client: Client, wanted: (event: FeedEvent) => boolean, after = 0): Promise<void> {
  const heard = async () => (await client.get(`events?after=${after}&limit=100`)).json<{ items: FeedEvent[] }>().items.some(wanted)
  await expect.poll(heard, { timeout: 50_000, interval: 50 }).toBe(true)
}
