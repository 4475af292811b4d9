import type pg from 'pg'

/** An open database: hand `pool` to drizzle-orm/node-postgres; `close` ends it and may be called twice. */
export type Engine = {
  readonly kind: 'embedded' | 'postgres'
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** The embedded database; `dump` gives a gzip tarball of the whole of it, fit to be a `template`. */
export type EmbeddedEngine = Engine & {
  readonly kind: 'embedded'
  dump(): Promise<Buffer>
}
