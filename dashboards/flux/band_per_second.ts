/**
 * Goes on after tables of `_time`, `_field` and `_value`, of lines per window: one table with the columns `actual`, `expected`, `lower` and
 * `upper` per second. Needs `perSecond` of the time axis.
 */
export const BAND_PER_SECOND = `
  |> group()
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> map(
    fn: (r) => ({
      _time: r._time,
      actual: r.actual * perSecond,
      expected: r.expected * perSecond,
      lower: r.lower * perSecond,
      upper: r.upper * perSecond,
    }),
  )
  |> sort(columns: ["_time"])`;
