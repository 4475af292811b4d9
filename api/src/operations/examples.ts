import { demoId } from '@convergence/db'

const id = demoId('session', 'seance-suivante')
const deviceId = '0193a5c2-7d10-7c44-9a51-3f0f6f1f2b01'

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  send: {
    params: { id },
    body: {
      deviceId,
      operations: [
        { id: '0193a5c2-8f00-7b12-8d1a-5c1d1a2b3c01', sequence: 1, kind: 'attendance.set', payload: { stakeholderId: demoId('stakeholder', 'collectif-eaux-vives'), status: 'remote', was: null }, knownAt: '2026-11-02T09:00:00Z', elapsedMs: 61_000 },
        { id: '0193a5c2-8f00-7b12-8d1a-5c1d1a2b3c02', sequence: 2, kind: 'position.record', payload: { pointVersionId: demoId('point-version', 'p12-aidants/1'), holderId: demoId('stakeholder', 'collectif-eaux-vives'), state: 'stated', value: 1 }, basedOn: null },
      ],
    },
  },
  list: { params: { id }, query: { deviceId, limit: '20' } },
}
