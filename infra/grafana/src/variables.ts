import { QueryVariableBuilder, VariableRefresh } from '@grafana/grafana-foundation-sdk/dashboard';
import { datasource } from './datasource.ts';

/** Which services are looked at; all, unless some are chosen. In a query: `job=~"$service"`. */
export const service = new QueryVariableBuilder('service')
  .label('Service')
  .datasource(datasource)
  .query('label_values(ebb_kafka_connected, job)')
  .refresh(VariableRefresh.OnTimeRangeChanged)
  .multi(true)
  .includeAll(true)
  .allValue('.+')
  .current({ selected: true, text: ['All'], value: ['$__all'] });
