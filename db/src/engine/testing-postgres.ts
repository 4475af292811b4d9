/** Placeholder replaced within the hour: only the TEST_DATABASE_URL override so far. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const url = process.env['TEST_DATABASE_URL']
  if (!url) throw new Error('TEST_DATABASE_URL is not set')
  return { url, stop: async () => undefined }
}
