import { readonly, ref } from 'vue'

const answered = ref(navigator.onLine)
window.addEventListener('online', () => (answered.value = true))
window.addEventListener('offline', () => (answered.value = false))

/** Whether the server was there when it was last asked. */
export const reached = readonly(answered)
/** Notes whether it was. */
export const noteReach = (there: boolean): void => void (answered.value = there)
