export function TimelineView(_: { info: unknown }) { return null; }
