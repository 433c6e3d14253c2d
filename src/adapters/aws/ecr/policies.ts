import {
  DeleteLifecyclePolicyCommand,
  DeleteRepositoryPolicyCommand,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  paginateGetLifecyclePolicyPreview,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
  StartLifecyclePolicyPreviewCommand,
} from '@aws-sdk/client-ecr';
import type { ExpiringImage } from '../../../core/ecr/lifecycle';
import type { Ecr } from '../../../core/ecr/ports';
import type { Clients } from './calls';
import { asked, own } from '../clients';
import { told, unlessAbsent } from './calls';

type Policies = Pick<Ecr, 'findPolicy' | 'putPolicy' | 'removePolicy' | 'startPreview' | 'findPreview'>;

export function policies({ ecr, explain }: Clients): Policies {
  return {
    findPolicy: async (kind, repositoryName, signal) => {
      const options = { abortSignal: own(signal) };
      if (kind === 'lifecycle')
        return asked(explain, 'ecr:GetLifecyclePolicy', repositoryName, async () =>
          unlessAbsent(
            async () =>
              (await ecr.send(new GetLifecyclePolicyCommand({ repositoryName }), options))
                .lifecyclePolicyText,
          ),
        );
      return asked(explain, 'ecr:GetRepositoryPolicy', repositoryName, async () =>
        unlessAbsent(
          async () =>
            (await ecr.send(new GetRepositoryPolicyCommand({ repositoryName }), options)).policyText,
        ),
      );
    },
    putPolicy: async (kind, repositoryName, text, signal) => {
      const options = { abortSignal: own(signal) };
      const action = kind === 'lifecycle' ? 'ecr:PutLifecyclePolicy' : 'ecr:SetRepositoryPolicy';
      await asked(explain, action, repositoryName, async () =>
        kind === 'lifecycle'
          ? ecr.send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText: text }), options)
          : ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText: text }), options),
      );
    },
    removePolicy: async (kind, repositoryName, signal) => {
      const options = { abortSignal: own(signal) };
      const action = kind === 'lifecycle' ? 'ecr:DeleteLifecyclePolicy' : 'ecr:DeleteRepositoryPolicy';
      await asked(explain, action, repositoryName, async () =>
        kind === 'lifecycle'
          ? ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName }), options)
          : ecr.send(new DeleteRepositoryPolicyCommand({ repositoryName }), options),
      );
    },
    startPreview: async (repositoryName, lifecyclePolicyText, signal) =>
      asked(explain, 'ecr:StartLifecyclePolicyPreview', repositoryName, async () => {
        const request = new StartLifecyclePolicyPreviewCommand({ repositoryName, lifecyclePolicyText });
        await ecr.send(request, { abortSignal: own(signal) });
      }),
    findPreview: async (repositoryName, signal) =>
      asked(explain, 'ecr:GetLifecyclePolicyPreview', repositoryName, async () => {
        const images: ExpiringImage[] = [];
        const pages = paginateGetLifecyclePolicyPreview(
          { client: ecr, pageSize: 100 },
          { repositoryName },
          { abortSignal: own(signal) },
        );
        for await (const { status, previewResults = [] } of pages) {
          if (status === 'IN_PROGRESS') return undefined;
          if (status !== 'COMPLETE') throw told(status);
          images.push(
            ...previewResults.map(({ imageDigest = '', imageTags = [], ...result }) => ({
              digest: imageDigest,
              tags: imageTags,
              pushed: result.imagePushedAt?.getTime(),
              priority: result.appliedRulePriority,
              action: result.action?.type ?? 'EXPIRE',
            })),
          );
        }
        return { images };
      }),
  };
}
