import type { AwsPlace } from '../ecr/ports';
import type { EndpointPage, EndpointSummary, HostedConfig, HostedEndpoint, ScalingTarget } from './endpoint';
import type { EndpointCall } from './calls';
import type { RolloutHosting } from './rollout/ports';

/** The user's endpoints in SageMaker, one place for each account and region. */
export interface Hostings {
  /** Nothing is asked yet. A Problem when no region is known. */
  open(place: AwsPlace): Promise<Hosting>;
}

/** Every question may throw a Problem, or an abort when the signal says so. */
export interface Hosting extends RolloutHosting {
  readonly region: string;
  /** All of them, the newest first. */
  listEndpoints(signal: AbortSignal): AsyncIterable<EndpointSummary>;
  /**
   * By name, a page of them: the first, or the one that another page has named. Nothing when AWS does not know that
   * page any more: its names for them are good for a while only.
   */
  listEndpointPage(page: string | undefined, signal: AbortSignal): Promise<EndpointPage | undefined>;
  /** Nothing when there is no such endpoint. */
  findEndpoint(name: string, signal: AbortSignal): Promise<HostedEndpoint | undefined>;
  /** Nothing when it was deleted. */
  findConfig(name: string, signal: AbortSignal): Promise<HostedConfig | undefined>;
  /** Of the variants of an endpoint. */
  listScaling(endpoint: HostedEndpoint, signal: AbortSignal): Promise<readonly ScalingTarget[]>;
  readTags(arn: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  send(call: EndpointCall, signal: AbortSignal): Promise<void>;
  removeScaling(endpoint: string, target: ScalingTarget, signal: AbortSignal): Promise<void>;
  removeEndpoint(name: string, signal: AbortSignal): Promise<void>;
  removeConfig(name: string, signal: AbortSignal): Promise<void>;
  close(): void;
}
