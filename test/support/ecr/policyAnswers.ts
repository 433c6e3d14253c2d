import type { Asked } from './refused';
import { Refused } from './refused';

interface Detail {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly imagePushedAt: number;
}

/** Policies of repositories; a preview takes two questions, and knows the rule "keep so many". */
export function policyAnswers(images: (repository: string) => Promise<readonly Detail[]>) {
  const lifecycles = new Map<string, string>();
  const policies = new Map<string, string>();
  const previews = new Map<string, { readonly text: string; turns: number }>();
  const key = ({ repositoryName, region }: Asked): string => `${String(region)}/${String(repositoryName)}`;
  const get = (from: ReadonlyMap<string, string>, asked: Asked, missing: string): string => {
    const found = from.get(key(asked));
    if (found === undefined) throw new Refused(`${missing}|There is none.`);
    return found;
  };
  const lifecycleMissing = 'LifecyclePolicyNotFoundException';
  const policyMissing = 'RepositoryPolicyNotFoundException';
  return {
    GetLifecyclePolicy: (asked: Asked) => ({
      lifecyclePolicyText: get(lifecycles, asked, lifecycleMissing),
    }),
    PutLifecyclePolicy: (asked: Asked) => {
      const text = String(asked['lifecyclePolicyText']);
      if (!/"rulePriority":\s*\d/.test(text))
        throw new Refused('InvalidParameterException|The rules have no priority.');
      lifecycles.set(key(asked), text);
      return {};
    },
    DeleteLifecyclePolicy: (asked: Asked) => {
      get(lifecycles, asked, lifecycleMissing);
      lifecycles.delete(key(asked));
      return {};
    },
    GetRepositoryPolicy: (asked: Asked) => ({ policyText: get(policies, asked, policyMissing) }),
    SetRepositoryPolicy: (asked: Asked) => {
      policies.set(key(asked), String(asked['policyText']));
      return {};
    },
    DeleteRepositoryPolicy: (asked: Asked) => {
      get(policies, asked, policyMissing);
      policies.delete(key(asked));
      return {};
    },
    StartLifecyclePolicyPreview: (asked: Asked) => {
      previews.set(key(asked), { text: String(asked['lifecyclePolicyText']), turns: 0 });
      return { status: 'IN_PROGRESS' };
    },
    GetLifecyclePolicyPreview: async (asked: Asked) => {
      const preview = previews.get(key(asked));
      if (!preview) throw new Refused('LifecyclePolicyPreviewNotFoundException|There is none.');
      preview.turns += 1;
      if (preview.turns === 1) return { status: 'IN_PROGRESS' };
      const stays = Number(/"countNumber":\s*(\d+)/.exec(preview.text)?.[1]);
      const all = await images(String(asked['repositoryName']));
      const going = all.toSorted((left, right) => right.imagePushedAt - left.imagePushedAt).slice(stays);
      return {
        status: 'COMPLETE',
        previewResults: going.map(({ imageDigest, imageTags, imagePushedAt }) => ({
          imageDigest,
          imageTags,
          imagePushedAt,
          action: { type: 'EXPIRE' },
          appliedRulePriority: 1,
        })),
        summary: { expiringImageTotalCount: going.length },
      };
    },
  };
}
