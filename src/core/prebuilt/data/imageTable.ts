// Releases: repository, version, processor, python, cuda, platform, release and end of patch, tags, as AWS Deep Learning Containers gives them; Apache License 2.0, see NOTICE.
// Written by src/build/refreshPrebuilt.ts.
export const imageTable = `
autogluon-inference 1.4 cpu py311 - sagemaker - - 1.4.0-cpu-py311-ubuntu22.04
autogluon-inference 1.4 gpu py311 cu124 sagemaker - - 1.4.0-gpu-py311-cu124-ubuntu22.04
autogluon-inference 1.5 cpu py312 - sagemaker - - 1.5.0-cpu-py312-ubuntu22.04
autogluon-inference 1.5 gpu py312 cu124 sagemaker - - 1.5.0-gpu-py312-cu124-ubuntu22.04
autogluon-training 1.4 cpu py311 - sagemaker - - 1.4.0-cpu-py311-ubuntu22.04
autogluon-training 1.4 gpu py311 cu124 sagemaker - - 1.4.0-gpu-py311-cu124-ubuntu22.04
autogluon-training 1.5 cpu py312 - sagemaker - - 1.5.0-cpu-py312-ubuntu22.04
autogluon-training 1.5 gpu py312 cu126 sagemaker - - 1.5.0-gpu-py312-cu126-ubuntu22.04
base 12.9.1 gpu py313 cu129 ec2 2026-06-15 2028-06-30 devel-cu129-amzn2023
base 12.9.1 gpu py313 cu129 ec2 2026-06-15 2028-06-30 runtime-cu129-amzn2023
base 13.0.2 gpu py313 cu130 ec2 2026-06-15 2029-06-30 devel-cu130-amzn2023
base 13.0.2 gpu py313 cu130 ec2 2026-06-15 2029-06-30 runtime-cu130-amzn2023
base 13.2.1 gpu py313 cu132 ec2 2026-07-31 2029-06-30 devel-cu132-amzn2023
base 13.2.1 gpu py313 cu132 ec2 2026-07-31 2029-06-30 runtime-cu132-amzn2023
base-ubuntu 12.8.0 gpu py312 cu128 ec2 2025-06-05 2026-06-05 12.8.0-gpu-py312-cu128-ubuntu22.04-ec2 12.8-gpu-py312-cu128-ubuntu22.04-ec2-v1 12.8.0-gpu-py312-ubuntu22.04-ec2 12.8-gpu-py312-ubuntu22.04-ec2
base-ubuntu 12.8.1 gpu py312 cu128 ec2 2025-06-05 2026-06-05 12.8.1-gpu-py312-cu128-ubuntu24.04-ec2 12.8-gpu-py312-cu128-ubuntu24.04-ec2-v1 12.8.1-gpu-py312-ubuntu24.04-ec2 12.8-gpu-py312-ubuntu24.04-ec2
base-ubuntu 12.9.1 gpu py312 cu129 ec2 2025-08-18 2026-08-18 12.9.1-gpu-py312-cu129-ubuntu22.04-ec2 12.9-gpu-py312-cu129-ubuntu22.04-ec2-v1 12.9.1-gpu-py312-ubuntu22.04-ec2 12.9-gpu-py312-ubuntu22.04-ec2
base-ubuntu 13.0.0 gpu py312 cu130 ec2 2025-10-22 2026-10-22 13.0.0-gpu-py312-cu130-ubuntu22.04-ec2 13.0-gpu-py312-cu130-ubuntu22.04-ec2-v1 13.0.0-gpu-py312-ubuntu22.04-ec2 13.0-gpu-py312-ubuntu22.04-ec2
base-ubuntu 13.0.2 gpu py313 cu130 ec2 2026-02-09 2026-10-22 13.0.2-gpu-py313-cu130-ubuntu22.04-ec2 13.0.2-gpu-py313-ubuntu22.04-ec2 13.0-gpu-py313-cu130-ubuntu22.04-ec2 13.0-gpu-py313-ubuntu22.04-ec2
djl-inference 0.32 gpu - cu125 sagemaker - - 0.32.0-tensorrtllm0.12.0-cu125
djl-inference 0.32 gpu - cu126 sagemaker - - 0.32.0-lmi14.0.0-cu126
djl-inference 0.33 gpu - cu128 sagemaker - - 0.33.0-lmi15.0.0-cu128
djl-inference 0.33 gpu - cu128 sagemaker - - 0.33.0-tensorrtllm0.21.0-cu128
djl-inference 0.34 gpu - cu128 sagemaker - - 0.34.0-lmi16.0.0-cu128
djl-inference 0.35 cpu - - sagemaker - - 0.35.0-cpu-full
djl-inference 0.35 gpu - cu128 sagemaker - - 0.35.0-lmi17.0.0-cu128
djl-inference 0.36 cpu - - sagemaker - - 0.36.0-cpu-full
djl-inference 0.36 gpu - cu128 sagemaker - - 0.36.0-lmi18.0.0-cu128
djl-inference 0.36 gpu - cu128 sagemaker - - 0.36.0-lmi19.0.0-cu128
djl-inference 0.36 gpu - cu128 sagemaker - - 0.36.0-lmi20.0.0-cu128
djl-inference 0.36 gpu - cu129 sagemaker - - 0.36.0-lmi21.0.0-cu129
djl-inference 0.36 gpu - cu129 sagemaker - - 0.36.0-lmi22.0.0-cu129
djl-inference 0.36 gpu - cu129 sagemaker - - 0.36.0-lmi23.0.0-cu129
djl-inference 0.36 gpu - cu129 sagemaker - - 0.36.0-lmi24.0.0-cu129
djl-inference 0.36 gpu - cu130 sagemaker - - 0.36.0-lmi25.0.0-cu130
djl-inference 0.36 gpu - cu130 sagemaker - - 0.36.0-lmi26.0.0-cu130
djl-inference 0.36 gpu - cu130 sagemaker - - 0.36.0-lmi27.0.0-cu130
djl-inference 0.36 gpu - cu130 sagemaker - - 0.36.0-lmi28.0.0-cu130
huggingface-llamacpp b9522 cpu - - sagemaker - - b9522-cpu-ubuntu24.04 b9522-cpu-ubuntu24.04-v1 b9522-cpu-ubuntu24.04-v1.0
huggingface-llamacpp b9522 gpu - cu130 sagemaker - - b9522-gpu-cu130-ubuntu24.04 b9522-gpu-cu130-ubuntu24.04-v1 b9522-gpu-cu130-ubuntu24.04-v1.0
huggingface-pytorch-inference 2.1 cpu py310 - sagemaker - - 2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04
huggingface-pytorch-inference 2.1 gpu py310 cu118 sagemaker - - 2.1.0-transformers4.37.0-gpu-py310-cu118-ubuntu20.04
huggingface-pytorch-inference 2.6 cpu py312 - sagemaker - - 2.6.0-transformers5.5.3-cpu-py312-ubuntu22.04
huggingface-pytorch-inference 2.6 gpu py312 cu124 sagemaker - - 2.6.0-transformers5.5.3-gpu-py312-cu124-ubuntu22.04
huggingface-pytorch-inference-neuronx 2.1 neuronx py310 - sagemaker - - 2.1.2-transformers4.43.2-neuronx-py310-sdk2.20.0-ubuntu20.04
huggingface-pytorch-inference-neuronx 2.7 neuronx py310 - sagemaker - - 2.7.1-transformers4.51.3-neuronx-py310-sdk2.24.1-ubuntu22.04
huggingface-pytorch-inference-neuronx 2.8 neuronx py310 - sagemaker - - 2.8.0-transformers4.55.4-neuronx-py310-sdk2.26.0-ubuntu22.04
huggingface-pytorch-training 1.13 gpu py39 cu117 sagemaker - - 1.13.1-transformers4.26.0-gpu-py39-cu117-ubuntu20.04
huggingface-pytorch-training 2.0 gpu py310 cu118 sagemaker - - 2.0.0-transformers4.28.1-gpu-py310-cu118-ubuntu20.04
huggingface-pytorch-training 2.1 gpu py310 cu121 sagemaker - - 2.1.0-transformers4.36.0-gpu-py310-cu121-ubuntu20.04
huggingface-pytorch-training 2.5 gpu py311 cu124 sagemaker - - 2.5.1-transformers4.49.0-gpu-py311-cu124-ubuntu22.04
huggingface-pytorch-training 2.9 gpu py312 cu130 sagemaker - - 2.9.0-transformers5.3.0-gpu-py312-cu130-ubuntu22.04
huggingface-pytorch-training-neuronx 2.1 neuronx py310 - sagemaker - - 2.1.2-transformers4.48.1-neuronx-py310-sdk2.20.0-ubuntu20.04
huggingface-pytorch-training-neuronx 2.7 neuronx py310 - sagemaker - - 2.7.0-transformers4.51.0-neuronx-py310-sdk2.24.1-ubuntu22.04
huggingface-pytorch-training-neuronx 2.8 neuronx py310 - sagemaker - - 2.8.0-transformers4.55.4-neuronx-py310-sdk2.26.0-ubuntu22.04
huggingface-pytorch-trcomp-training 1.11 gpu py38 cu113 sagemaker - - 1.11.0-transformers4.21.1-gpu-py38-cu113-ubuntu20.04
huggingface-sglang 0.5.8 gpu py312 cu129 sagemaker - - 0.5.8-transformers4.57.3-gpu-py312-cu129-ubuntu24.04
huggingface-tei 1.9.3 cpu - - sagemaker - - 2.0.1-tei1.9.3-cpu-py310-ubuntu24.04
huggingface-tei 1.9.3 gpu - cu129 sagemaker - - 2.0.1-tei1.9.3-gpu-py310-cu129-ubuntu24.04
huggingface-tensorflow-inference 2.11 cpu py39 - sagemaker - - 2.11.1-transformers4.26.0-cpu-py39-ubuntu20.04
huggingface-tensorflow-inference 2.11 gpu py39 cu112 sagemaker - - 2.11.1-transformers4.26.0-gpu-py39-cu112-ubuntu20.04
huggingface-tensorflow-training 2.6 gpu py38 cu112 sagemaker - - 2.6.3-transformers4.17.0-gpu-py38-cu112-ubuntu20.04
huggingface-vllm 0.14.0 gpu py312 cu129 sagemaker - - 0.14.0-transformers4.57.3-gpu-py312-cu129-ubuntu22.04
huggingface-vllm 0.17.0 gpu py312 cu129 sagemaker - - 0.17.0-transformers4.57.5-gpu-py312-cu129-ubuntu22.04
huggingface-vllm 0.21.0 gpu py312 cu130 sagemaker - - 0.21.0-transformers5.8.1-gpu-py312-cu130-ubuntu22.04
huggingface-vllm 0.22.1 gpu py312 cu130 sagemaker - - 0.22.1-transformers5.10.2-gpu-py312-cu130-ubuntu22.04
huggingface-vllm 0.25.1 gpu py312 cu130 sagemaker - - 0.25.1-transformers5.10.2-gpu-py312-cu130-ubuntu22.04
huggingface-vllm-inference-neuronx 0.11 neuronx py310 - sagemaker - - 0.11.0-optimum0.4.5-neuronx-py310-sdk2.26.1-ubuntu22.04
huggingface-vllm-omni 0.20.0 gpu py312 cu130 sagemaker - - 0.20.0-transformers5.8.1-gpu-py312-cu130-amzn2023
pytorch 2.11 cpu py312 - ec2 2026-04-30 2027-04-30 2.11.0-cpu-amzn2023 2.11-cpu-amzn2023
pytorch 2.11 cpu py312 - sagemaker 2026-04-30 2027-04-30 2.11.0-cpu-amzn2023-sagemaker 2.11-cpu-amzn2023-sagemaker
pytorch 2.11 gpu py312 cu130 ec2 2026-04-30 2027-04-30 2.11.0-cu130-amzn2023 2.11-cu130-amzn2023
pytorch 2.11 gpu py312 cu130 sagemaker 2026-04-30 2027-04-30 2.11.0-cu130-amzn2023-sagemaker 2.11-cu130-amzn2023-sagemaker
pytorch 2.12 cpu py312 - ec2 2026-07-02 2027-07-02 2.12.1-cpu-amzn2023 2.12-cpu-amzn2023
pytorch 2.12 cpu py312 - sagemaker 2026-07-02 2027-07-02 2.12.1-cpu-amzn2023-sagemaker 2.12-cpu-amzn2023-sagemaker
pytorch 2.12 gpu py312 cu130 ec2 2026-07-02 2027-07-02 2.12.1-cu130-amzn2023 2.12-cu130-amzn2023
pytorch 2.12 gpu py312 cu130 sagemaker 2026-07-02 2027-07-02 2.12.1-cu130-amzn2023-sagemaker 2.12-cu130-amzn2023-sagemaker
pytorch 2.13 cpu py312 - ec2 2026-07-20 2027-07-20 2.13.0-cpu-amzn2023 2.13-cpu-amzn2023
pytorch 2.13 cpu py312 - sagemaker 2026-07-20 2027-07-20 2.13.0-cpu-amzn2023-sagemaker 2.13-cpu-amzn2023-sagemaker
pytorch 2.13 gpu py312 cu133 ec2 2026-07-20 2027-07-20 2.13.0-cu133-amzn2023 2.13-cu133-amzn2023
pytorch 2.13 gpu py312 cu133 sagemaker 2026-07-20 2027-07-20 2.13.0-cu133-amzn2023-sagemaker 2.13-cu133-amzn2023-sagemaker
pytorch-inference 2.6 cpu py312 - ec2 2025-01-29 2026-06-30 2.6.0-cpu-py312-ubuntu22.04-ec2 2.6-cpu-py312-ubuntu22.04-ec2-v1 2.6.0-cpu-py312-ec2 2.6-cpu-py312-ec2
pytorch-inference 2.6 cpu py312 - sagemaker 2025-01-29 2026-06-30 2.6.0-cpu-py312-ubuntu22.04-sagemaker 2.6-cpu-py312-ubuntu22.04-sagemaker-v1 2.6.0-cpu-py312 2.6-cpu-py312
pytorch-inference 2.6 gpu py312 cu124 ec2 2025-01-29 2026-06-30 2.6.0-gpu-py312-cu124-ubuntu22.04-ec2 2.6-gpu-py312-cu124-ubuntu22.04-ec2-v1 2.6.0-gpu-py312-ec2 2.6-gpu-py312-ec2
pytorch-inference 2.6 gpu py312 cu124 sagemaker 2025-01-29 2026-06-30 2.6.0-gpu-py312-cu124-ubuntu22.04-sagemaker 2.6-gpu-py312-cu124-ubuntu22.04-sagemaker-v1 2.6.0-gpu-py312 2.6-gpu-py312
pytorch-inference-arm64 2.6 cpu py312 - ec2 2025-01-29 2026-06-30 2.6.0-cpu-py312-ubuntu22.04-ec2 2.6-cpu-py312-ubuntu22.04-ec2-v1 2.6.0-cpu-py312-ec2 2.6-cpu-py312-ec2
pytorch-inference-arm64 2.6 cpu py312 - sagemaker 2025-01-29 2026-06-30 2.6.0-cpu-py312-ubuntu22.04-sagemaker 2.6-cpu-py312-ubuntu22.04-sagemaker-v1 2.6.0-cpu-py312 2.6-cpu-py312
pytorch-inference-arm64 2.6 gpu py312 cu124 ec2 2025-01-29 2026-06-30 2.6.0-gpu-py312-cu124-ubuntu22.04-ec2 2.6-gpu-py312-cu124-ubuntu22.04-ec2-v1 2.6.0-gpu-py312-ec2 2.6-gpu-py312-ec2
pytorch-inference-neuronx 2.6 neuronx py310 - sagemaker - - 2.6.0-neuronx-py310-sdk2.23.0-ubuntu22.04
pytorch-inference-neuronx 2.7 neuronx py310 - sagemaker - - 2.7.0-neuronx-py310-sdk2.24.1-ubuntu22.04
pytorch-inference-neuronx 2.7 neuronx py310 - sagemaker - - 2.7.0-neuronx-py310-sdk2.25.0-ubuntu22.04
pytorch-inference-neuronx 2.8 neuronx py311 - sagemaker - - 2.8.0-neuronx-py311-sdk2.26.1-ubuntu22.04
pytorch-inference-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.27.1-ubuntu24.04
pytorch-inference-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.28.0-ubuntu24.04
pytorch-inference-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.29.0-ubuntu24.04
pytorch-inference-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.29.1-ubuntu24.04
pytorch-inference-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.30.0-ubuntu24.04
pytorch-inference-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.31.0-ubuntu24.04
pytorch-inference-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.31.1-ubuntu24.04
pytorch-training 2.10 cpu py313 - ec2 2026-01-21 2027-01-21 2.10.0-cpu-py313-ubuntu22.04-ec2 2.10-cpu-py313-ubuntu22.04-ec2-v1 2.10.0-cpu-py313-ec2 2.10-cpu-py313-ec2
pytorch-training 2.10 cpu py313 - sagemaker 2026-01-21 2027-01-21 2.10.0-cpu-py313-ubuntu22.04-sagemaker 2.10-cpu-py313-ubuntu22.04-sagemaker-v1 2.10.0-cpu-py313 2.10-cpu-py313
pytorch-training 2.10 gpu py313 cu130 ec2 2026-01-21 2027-01-21 2.10.0-gpu-py313-cu130-ubuntu22.04-ec2 2.10-gpu-py313-cu130-ubuntu22.04-ec2-v1 2.10.0-gpu-py313-ec2 2.10-gpu-py313-ec2
pytorch-training 2.10 gpu py313 cu130 sagemaker 2026-01-21 2027-01-21 2.10.0-gpu-py313-cu130-ubuntu22.04-sagemaker 2.10-gpu-py313-cu130-ubuntu22.04-sagemaker-v1 2.10.0-gpu-py313 2.10-gpu-py313
pytorch-training 2.6 cpu py312 - ec2 2025-01-29 2026-01-29 2.6.0-cpu-py312-ubuntu22.04-ec2 2.6-cpu-py312-ubuntu22.04-ec2-v1 2.6.0-cpu-py312-ec2 2.6-cpu-py312-ec2
pytorch-training 2.6 cpu py312 - sagemaker 2025-01-29 2026-01-29 2.6.0-cpu-py312-ubuntu22.04-sagemaker 2.6-cpu-py312-ubuntu22.04-sagemaker-v1 2.6.0-cpu-py312 2.6-cpu-py312
pytorch-training 2.6 gpu py312 cu126 ec2 2025-01-29 2026-01-29 2.6.0-gpu-py312-cu126-ubuntu22.04-ec2 2.6-gpu-py312-cu126-ubuntu22.04-ec2-v1 2.6.0-gpu-py312-ec2 2.6-gpu-py312-ec2
pytorch-training 2.6 gpu py312 cu126 sagemaker 2025-01-29 2026-01-29 2.6.0-gpu-py312-cu126-ubuntu22.04-sagemaker 2.6-gpu-py312-cu126-ubuntu22.04-sagemaker-v1 2.6.0-gpu-py312 2.6-gpu-py312
pytorch-training 2.7 cpu py312 - ec2 2025-04-23 2026-04-23 2.7.1-cpu-py312-ubuntu22.04-ec2 2.7-cpu-py312-ubuntu22.04-ec2-v1 2.7.1-cpu-py312-ec2 2.7-cpu-py312-ec2
pytorch-training 2.7 cpu py312 - sagemaker 2025-04-23 2026-04-23 2.7.1-cpu-py312-ubuntu22.04-sagemaker 2.7-cpu-py312-ubuntu22.04-sagemaker-v1 2.7.1-cpu-py312 2.7-cpu-py312
pytorch-training 2.7 gpu py312 cu128 ec2 2025-04-23 2026-04-23 2.7.1-gpu-py312-cu128-ubuntu22.04-ec2 2.7-gpu-py312-cu128-ubuntu22.04-ec2-v1 2.7.1-gpu-py312-ec2 2.7-gpu-py312-ec2
pytorch-training 2.7 gpu py312 cu128 sagemaker 2025-04-23 2026-04-23 2.7.1-gpu-py312-cu128-ubuntu22.04-sagemaker 2.7-gpu-py312-cu128-ubuntu22.04-sagemaker-v1 2.7.1-gpu-py312 2.7-gpu-py312
pytorch-training 2.8 cpu py312 - ec2 2025-08-06 2026-08-06 2.8.0-cpu-py312-ubuntu22.04-ec2 2.8-cpu-py312-ubuntu22.04-ec2-v1 2.8.0-cpu-py312-ec2 2.8-cpu-py312-ec2
pytorch-training 2.8 cpu py312 - sagemaker 2025-08-06 2026-08-06 2.8.0-cpu-py312-ubuntu22.04-sagemaker 2.8-cpu-py312-ubuntu22.04-sagemaker-v1 2.8.0-cpu-py312 2.8-cpu-py312
pytorch-training 2.8 gpu py312 cu129 ec2 2025-08-06 2026-08-06 2.8.0-gpu-py312-cu129-ubuntu22.04-ec2 2.8-gpu-py312-cu129-ubuntu22.04-ec2-v1 2.8.0-gpu-py312-ec2 2.8-gpu-py312-ec2
pytorch-training 2.8 gpu py312 cu129 sagemaker 2025-08-06 2026-08-06 2.8.0-gpu-py312-cu129-ubuntu22.04-sagemaker 2.8-gpu-py312-cu129-ubuntu22.04-sagemaker-v1 2.8.0-gpu-py312 2.8-gpu-py312
pytorch-training 2.9 cpu py312 - ec2 2025-10-15 2026-10-15 2.9.0-cpu-py312-ubuntu22.04-ec2 2.9-cpu-py312-ubuntu22.04-ec2-v1 2.9.0-cpu-py312-ec2 2.9-cpu-py312-ec2
pytorch-training 2.9 cpu py312 - sagemaker 2025-10-15 2026-10-15 2.9.0-cpu-py312-ubuntu22.04-sagemaker 2.9-cpu-py312-ubuntu22.04-sagemaker-v1 2.9.0-cpu-py312 2.9-cpu-py312
pytorch-training 2.9 gpu py312 cu130 ec2 2025-10-15 2026-10-15 2.9.0-gpu-py312-cu130-ubuntu22.04-ec2 2.9-gpu-py312-cu130-ubuntu22.04-ec2-v1 2.9.0-gpu-py312-ec2 2.9-gpu-py312-ec2
pytorch-training 2.9 gpu py312 cu130 sagemaker 2025-10-15 2026-10-15 2.9.0-gpu-py312-cu130-ubuntu22.04-sagemaker 2.9-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 2.9.0-gpu-py312 2.9-gpu-py312
pytorch-training-arm64 2.7 gpu py312 cu128 ec2 2025-04-23 2026-04-23 2.7.0-gpu-py312-cu128-ubuntu22.04-ec2 2.7-gpu-py312-cu128-ubuntu22.04-ec2-v1 2.7.0-gpu-py312-ec2 2.7-gpu-py312-ec2
pytorch-training-neuronx 2.6 neuronx py310 - sagemaker - - 2.6.0-neuronx-py310-sdk2.23.0-ubuntu22.04
pytorch-training-neuronx 2.7 neuronx py310 - sagemaker - - 2.7.0-neuronx-py310-sdk2.24.1-ubuntu22.04
pytorch-training-neuronx 2.7 neuronx py310 - sagemaker - - 2.7.0-neuronx-py310-sdk2.25.0-ubuntu22.04
pytorch-training-neuronx 2.8 neuronx py311 - sagemaker - - 2.8.0-neuronx-py311-sdk2.26.1-ubuntu22.04
pytorch-training-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.27.1-ubuntu24.04
pytorch-training-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.28.0-ubuntu24.04
pytorch-training-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.29.0-ubuntu24.04
pytorch-training-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.29.1-ubuntu24.04
pytorch-training-neuronx 2.9 neuronx py312 - sagemaker - - 2.9.0-neuronx-py312-sdk2.30.0-ubuntu24.04
pytorch-trcomp-training 1.12 gpu py38 cu113 sagemaker - - 1.12.0-gpu-py38-cu113-ubuntu20.04-sagemaker
pytorch-trcomp-training 1.13 gpu py39 cu117 sagemaker - - 1.13.1-gpu-py39-cu117-ubuntu20.04-sagemaker
ray 2.54 cpu py313 - default - - serve-ml-cpu-v1.0
ray 2.54 cpu py313 - sagemaker - - serve-ml-sagemaker-cpu-v1.0
ray 2.54 gpu py313 cu129 default - - serve-ml-cuda-v1.0
ray 2.54 gpu py313 cu129 sagemaker - - serve-ml-sagemaker-cuda-v1.0
ray 2.55 cpu py313 - default - - serve-ml-cpu-v1.1
ray 2.55 cpu py313 - sagemaker - - serve-ml-sagemaker-cpu-v1.1
ray 2.55 gpu py313 cu129 default - - serve-ml-cuda-v1.1
ray 2.55 gpu py313 cu129 sagemaker - - serve-ml-sagemaker-cuda-v1.1
ray 2.56 cpu py313 - default - - serve-ml-cpu-v1.3
ray 2.56 cpu py313 - sagemaker - - serve-ml-sagemaker-cpu-v1.3
ray 2.56 gpu py313 cu129 default - - serve-ml-cuda-v1.3
ray 2.56 gpu py313 cu129 sagemaker - - serve-ml-sagemaker-cuda-v1.3
ray 2.57 cpu py313 - default - - serve-ml-cpu-v1
ray 2.57 cpu py313 - sagemaker - - serve-ml-sagemaker-cpu-v1
ray 2.57 gpu py313 cu129 default - - serve-ml-cuda-v1
ray 2.57 gpu py313 cu129 sagemaker - - serve-ml-sagemaker-cuda-v1
sagemaker-scikit-learn 1.4-2-py312 cpu - - sagemaker 2025-10-30 2026-10-30 1.4-2-py312
sagemaker-scikit-learn 1.9-0 cpu - - sagemaker 2026-07-16 2027-07-16 1.9-0
sagemaker-tritonserver 23.12 gpu py3 - sagemaker - - 23.12-py3
sagemaker-tritonserver 24.01 gpu py3 - sagemaker - - 24.01-py3
sagemaker-tritonserver 24.03 gpu py3 - sagemaker - - 24.03-py3
sagemaker-tritonserver 24.05 gpu py3 - sagemaker - - 24.05-py3
sagemaker-tritonserver 24.09 gpu py3 - sagemaker - - 24.09-py3
sagemaker-tritonserver 25.04 gpu py3 - sagemaker - - 25.04-py3
sagemaker-tritonserver 25.09 gpu py3 - sagemaker - - 25.09-py3
sagemaker-tritonserver 26.03 gpu py3 - sagemaker - - 26.03-py3
sagemaker-xgboost 3.0-5 cpu - - sagemaker 2025-11-17 2026-11-17 3.0-5
sagemaker-xgboost 3.2-0 cpu - - sagemaker 2026-05-13 2027-05-13 3.2-0
sglang 0.5.10 gpu py312 cu129 ec2 - - 0.5.10-gpu-py312-cu129-ubuntu24.04-ec2 0.5-gpu-py312-cu129-ubuntu24.04-ec2-v1 0.5.10-gpu-py312-ec2 0.5-gpu-py312-ec2
sglang 0.5.10 gpu py312 cu129 sagemaker - - 0.5.10-gpu-py312-cu129-ubuntu24.04-sagemaker 0.5-gpu-py312-cu129-ubuntu24.04-sagemaker-v1 0.5.10-gpu-py312 0.5-gpu-py312
sglang 0.5.11 gpu py312 cu130 ec2 - - 0.5.11-gpu-py312-cu130-ubuntu24.04-ec2 0.5-gpu-py312-cu130-ubuntu24.04-ec2-v1 0.5.11-gpu-py312-ec2 0.5-gpu-py312-ec2
sglang 0.5.11 gpu py312 cu130 sagemaker - - 0.5.11-gpu-py312-cu130-ubuntu24.04-sagemaker 0.5-gpu-py312-cu130-ubuntu24.04-sagemaker-v1 0.5.11-gpu-py312 0.5-gpu-py312
sglang 0.5.12 gpu py312 cu130 ec2 - - 0.5.12-gpu-py312-cu130-ubuntu24.04-ec2 0.5-gpu-py312-cu130-ubuntu24.04-ec2-v1 0.5.12-gpu-py312-ec2 0.5-gpu-py312-ec2
sglang 0.5.12 gpu py312 cu130 sagemaker - - 0.5.12-gpu-py312-cu130-ubuntu24.04-sagemaker 0.5-gpu-py312-cu130-ubuntu24.04-sagemaker-v1 0.5.12-gpu-py312 0.5-gpu-py312
sglang 0.5.13 gpu py312 cu130 ec2 - - 0.5.13-gpu-py312-cu130-ubuntu24.04-ec2 0.5-gpu-py312-cu130-ubuntu24.04-ec2-v1 0.5.13-gpu-py312-ec2 0.5-gpu-py312-ec2
sglang 0.5.13 gpu py312 cu130 sagemaker - - 0.5.13-gpu-py312-cu130-ubuntu24.04-sagemaker 0.5-gpu-py312-cu130-ubuntu24.04-sagemaker-v1 0.5.13-gpu-py312 0.5-gpu-py312
sglang 0.5.14 gpu py312 cu130 ec2 - - 0.5.14-gpu-py312-cu130-ubuntu24.04-ec2 0.5-gpu-py312-cu130-ubuntu24.04-ec2-v1 0.5.14-gpu-py312-ec2 0.5-gpu-py312-ec2
sglang 0.5.14 gpu py312 cu130 sagemaker - - 0.5.14-gpu-py312-cu130-ubuntu24.04-sagemaker 0.5-gpu-py312-cu130-ubuntu24.04-sagemaker-v1 0.5.14-gpu-py312 0.5-gpu-py312
sglang 0.5.15 gpu py312 cu130 ec2 - - 0.5.15-gpu-py312-cu130-ubuntu24.04-ec2 0.5-gpu-py312-cu130-ubuntu24.04-ec2-v1 0.5.15-gpu-py312-ec2 0.5-gpu-py312-ec2
sglang 0.5.15 gpu py312 cu130 sagemaker - - 0.5.15-gpu-py312-cu130-ubuntu24.04-sagemaker 0.5-gpu-py312-cu130-ubuntu24.04-sagemaker-v1 0.5.15-gpu-py312 0.5-gpu-py312
sglang 0.5.16 gpu py312 cu130 ec2 - - 0.5.16-gpu-py312-cu130-ubuntu24.04-ec2 0.5-gpu-py312-cu130-ubuntu24.04-ec2-v1 0.5.16-gpu-py312-ec2 0.5-gpu-py312-ec2
sglang 0.5.16 gpu py312 cu130 sagemaker - - 0.5.16-gpu-py312-cu130-ubuntu24.04-sagemaker 0.5-gpu-py312-cu130-ubuntu24.04-sagemaker-v1 0.5.16-gpu-py312 0.5-gpu-py312
sglang 0.5.17 gpu py312 cu130 ec2 - - 0.5.17-gpu-py312-cu130-ubuntu24.04-ec2 0.5-gpu-py312-cu130-ubuntu24.04-ec2-v1 0.5.17-gpu-py312-ec2 0.5-gpu-py312-ec2
sglang 0.5.17 gpu py312 cu130 sagemaker - - 0.5.17-gpu-py312-cu130-ubuntu24.04-sagemaker 0.5-gpu-py312-cu130-ubuntu24.04-sagemaker-v1 0.5.17-gpu-py312 0.5-gpu-py312
sglang 0.5.5 gpu py312 cu129 sagemaker - - 0.5.5-gpu-py312-cu129-ubuntu22.04-sagemaker 0.5.5-gpu-py312
sglang 0.5.6 gpu py312 cu129 sagemaker - - 0.5.6-gpu-py312-cu129-ubuntu22.04-sagemaker 0.5.6-gpu-py312
sglang 0.5.7 gpu py312 cu129 sagemaker - - 0.5.7-gpu-py312-cu129-ubuntu24.04-sagemaker 0.5.7-gpu-py312
sglang 0.5.8 gpu py312 cu129 sagemaker - - 0.5.8-gpu-py312-cu129-ubuntu24.04-sagemaker 0.5-gpu-py312-cu129-ubuntu24.04-sagemaker-v1 0.5.8-gpu-py312 0.5-gpu-py312
sglang 0.5.9 gpu py312 cu129 ec2 - - 0.5.9-gpu-py312-cu129-ubuntu24.04-ec2 0.5-gpu-py312-cu129-ubuntu24.04-ec2-v1 0.5.9-gpu-py312-ec2 0.5-gpu-py312-ec2
sglang 0.5.9 gpu py312 cu129 sagemaker - - 0.5.9-gpu-py312-cu129-ubuntu24.04-sagemaker 0.5-gpu-py312-cu129-ubuntu24.04-sagemaker-v1 0.5.9-gpu-py312 0.5-gpu-py312
sglang-server 0.5.12+amzn2023.578d27e gpu py312 cu130 ec2 - - server-cuda-v1.0
sglang-server 0.5.12+amzn2023.578d27e gpu py312 cu130 sagemaker - - server-sagemaker-cuda-v1.0
sglang-server 0.5.13+amzn2023.66ab5c9 gpu py312 cu130 ec2 - - server-cuda-v1.1
sglang-server 0.5.13+amzn2023.66ab5c9 gpu py312 cu130 sagemaker - - server-sagemaker-cuda-v1.1
sglang-server 0.5.14+amzn2023.bc8b3ab gpu py312 cu130 ec2 - - server-cuda-v1.2
sglang-server 0.5.14+amzn2023.bc8b3ab gpu py312 cu130 sagemaker - - server-sagemaker-cuda-v1.2
sglang-server 0.5.17+amzn2023.2948168 gpu py312 cu130 ec2 - - server-cuda-v1.3
sglang-server 0.5.17+amzn2023.2948168 gpu py312 cu130 sagemaker - - server-sagemaker-cuda-v1.3
stabilityai-pytorch-inference 2.0 gpu py310 cu118 sagemaker - - 2.0.1-sgm0.1.0-gpu-py310-cu118-ubuntu20.04-sagemaker
tensorflow-inference 2.19 cpu py312 - sagemaker 2025-03-11 2026-03-11 2.19.0-cpu-py312-ubuntu22.04-sagemaker 2.19-cpu-py312-ubuntu22.04-sagemaker-v1 2.19.0-cpu-py312-sagemaker 2.19-cpu-py312-sagemaker
tensorflow-inference 2.19 gpu py312 cu122 sagemaker 2025-03-11 2026-03-11 2.19.0-gpu-py312-cu122-ubuntu22.04-sagemaker 2.19-gpu-py312-cu122-ubuntu22.04-sagemaker-v1 2.19.0-gpu-py312-sagemaker 2.19-gpu-py312-sagemaker
tensorflow-inference-arm64 2.19 cpu py312 - sagemaker 2025-03-11 2026-03-11 2.19.0-cpu-py312-ubuntu22.04-sagemaker 2.19-cpu-py312-ubuntu22.04-sagemaker-v1 2.19.0-cpu-py312-sagemaker 2.19-cpu-py312-sagemaker
tensorflow-inference-neuronx 2.10 neuronx py310 - sagemaker - - 2.10.1-neuronx-py310-sdk2.17.0-ubuntu20.04
tensorflow-training 2.19 cpu py312 - sagemaker 2025-03-11 2026-03-11 2.19.0-cpu-py312-ubuntu22.04-sagemaker 2.19-cpu-py312-ubuntu22.04-sagemaker-v1 2.19.0-cpu-py312-sagemaker 2.19-cpu-py312-sagemaker
tensorflow-training 2.19 gpu py312 cu125 sagemaker 2025-03-11 2026-03-11 2.19.0-gpu-py312-cu125-ubuntu22.04-sagemaker 2.19-gpu-py312-cu125-ubuntu22.04-sagemaker-v1 2.19.0-gpu-py312-sagemaker 2.19-gpu-py312-sagemaker
tensorflow-training 2.21 cpu py312 - sagemaker 2026-07-10 2027-07-10 2.21.0-cpu-py312-amzn2023-sagemaker 2.21-cpu-py312-amzn2023-sagemaker-v1 2.21.0-cpu-py312-sagemaker 2.21-cpu-py312-sagemaker
tensorflow-training 2.21 gpu py312 cu129 sagemaker 2026-07-10 2027-07-10 2.21.0-gpu-py312-cu129-amzn2023-sagemaker 2.21-gpu-py312-cu129-amzn2023-sagemaker-v1 2.21.0-gpu-py312-sagemaker 2.21-gpu-py312-sagemaker
vllm 0.13.0 gpu py312 cu129 ec2 - - 0.13.0-gpu-py312-cu129-ubuntu22.04-ec2 0.13-gpu-py312-cu129-ubuntu22.04-ec2-v1 0.13.0-gpu-py312-ec2 0.13-gpu-py312-ec2
vllm 0.13.0 gpu py312 cu129 sagemaker - - 0.13.0-gpu-py312-cu129-ubuntu22.04-sagemaker 0.13-gpu-py312-cu129-ubuntu22.04-sagemaker-v1 0.13.0-gpu-py312 0.13-gpu-py312
vllm 0.14.0 gpu py312 cu129 ec2 - - 0.14.0-gpu-py312-cu129-ubuntu22.04-ec2 0.14-gpu-py312-cu129-ubuntu22.04-ec2-v1 0.14.0-gpu-py312-ec2 0.14-gpu-py312-ec2
vllm 0.14.0 gpu py312 cu129 sagemaker - - 0.14.0-gpu-py312-cu129-ubuntu22.04-sagemaker 0.14-gpu-py312-cu129-ubuntu22.04-sagemaker-v1 0.14.0-gpu-py312 0.14-gpu-py312
vllm 0.15.1 gpu py312 cu129 ec2 - - 0.15.1-gpu-py312-cu129-ubuntu22.04-ec2 0.15-gpu-py312-cu129-ubuntu22.04-ec2-v1 0.15.1-gpu-py312-ec2 0.15-gpu-py312-ec2
vllm 0.15.1 gpu py312 cu129 sagemaker - - 0.15.1-gpu-py312-cu129-ubuntu22.04-sagemaker 0.15-gpu-py312-cu129-ubuntu22.04-sagemaker-v1 0.15.1-gpu-py312 0.15-gpu-py312
vllm 0.16.0 gpu py312 cu129 ec2 - - 0.16.0-gpu-py312-cu129-ubuntu22.04-ec2 0.16-gpu-py312-cu129-ubuntu22.04-ec2-v1 0.16.0-gpu-py312-ec2 0.16-gpu-py312-ec2
vllm 0.16.0 gpu py312 cu129 sagemaker - - 0.16.0-gpu-py312-cu129-ubuntu22.04-sagemaker 0.16-gpu-py312-cu129-ubuntu22.04-sagemaker-v1 0.16.0-gpu-py312 0.16-gpu-py312
vllm 0.17.0 gpu py312 cu129 ec2 - - 0.17.0-gpu-py312-cu129-ubuntu22.04-ec2 0.17-gpu-py312-cu129-ubuntu22.04-ec2-v1 0.17.0-gpu-py312-ec2 0.17-gpu-py312-ec2
vllm 0.17.0 gpu py312 cu129 sagemaker - - 0.17.0-gpu-py312-cu129-ubuntu22.04-sagemaker 0.17-gpu-py312-cu129-ubuntu22.04-sagemaker-v1 0.17.0-gpu-py312 0.17-gpu-py312
vllm 0.17.1 gpu py312 cu129 ec2 - - 0.17.1-gpu-py312-cu129-ubuntu22.04-ec2 0.17-gpu-py312-cu129-ubuntu22.04-ec2-v1 0.17.1-gpu-py312-ec2 0.17-gpu-py312-ec2
vllm 0.17.1 gpu py312 cu129 sagemaker - - 0.17.1-gpu-py312-cu129-ubuntu22.04-sagemaker 0.17-gpu-py312-cu129-ubuntu22.04-sagemaker-v1 0.17.1-gpu-py312 0.17-gpu-py312
vllm 0.18.0 gpu py312 cu129 ec2 - - 0.18.0-gpu-py312-cu129-ubuntu22.04-ec2 0.18-gpu-py312-cu129-ubuntu22.04-ec2-v1 0.18.0-gpu-py312-ec2 0.18-gpu-py312-ec2
vllm 0.18.0 gpu py312 cu129 sagemaker - - 0.18.0-gpu-py312-cu129-ubuntu22.04-sagemaker 0.18-gpu-py312-cu129-ubuntu22.04-sagemaker-v1 0.18.0-gpu-py312 0.18-gpu-py312
vllm 0.18.1 gpu py312 cu129 ec2 - - 0.18.1-gpu-py312-cu129-ubuntu22.04-ec2 0.18-gpu-py312-cu129-ubuntu22.04-ec2-v1 0.18.1-gpu-py312-ec2 0.18-gpu-py312-ec2
vllm 0.18.1 gpu py312 cu129 sagemaker - - 0.18.1-gpu-py312-cu129-ubuntu22.04-sagemaker 0.18-gpu-py312-cu129-ubuntu22.04-sagemaker-v1 0.18.1-gpu-py312 0.18-gpu-py312
vllm 0.19.0 gpu py312 cu129 ec2 - - 0.19.0-gpu-py312-cu129-ubuntu22.04-ec2 0.19-gpu-py312-cu129-ubuntu22.04-ec2-v1 0.19.0-gpu-py312-ec2 0.19-gpu-py312-ec2
vllm 0.19.0 gpu py312 cu129 sagemaker - - 0.19.0-gpu-py312-cu129-ubuntu22.04-sagemaker 0.19-gpu-py312-cu129-ubuntu22.04-sagemaker-v1 0.19.0-gpu-py312 0.19-gpu-py312
vllm 0.19.1 gpu py312 cu129 ec2 - - 0.19.1-gpu-py312-cu129-ubuntu22.04-ec2 0.19-gpu-py312-cu129-ubuntu22.04-ec2-v1 0.19.1-gpu-py312-ec2 0.19-gpu-py312-ec2
vllm 0.19.1 gpu py312 cu129 sagemaker - - 0.19.1-gpu-py312-cu129-ubuntu22.04-sagemaker 0.19-gpu-py312-cu129-ubuntu22.04-sagemaker-v1 0.19.1-gpu-py312 0.19-gpu-py312
vllm 0.20.0 gpu py312 cu130 ec2 - - 0.20.0-gpu-py312-cu130-ubuntu22.04-ec2 0.20-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.20.0-gpu-py312-ec2 0.20-gpu-py312-ec2
vllm 0.20.0 gpu py312 cu130 sagemaker - - 0.20.0-gpu-py312-cu130-ubuntu22.04-sagemaker 0.20-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.20.0-gpu-py312 0.20-gpu-py312
vllm 0.20.1 gpu py312 cu130 ec2 - - 0.20.1-gpu-py312-cu130-ubuntu22.04-ec2 0.20-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.20.1-gpu-py312-ec2 0.20-gpu-py312-ec2
vllm 0.20.1 gpu py312 cu130 ec2 - - 0.20.1-gpu-py312-cu130-ubuntu22.04-sagemaker 0.20-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.20.1-gpu-py312 0.20-gpu-py312
vllm 0.20.2 gpu py312 cu130 ec2 - - 0.20.2-gpu-py312-cu130-ubuntu22.04-ec2 0.20-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.20.2-gpu-py312-ec2 0.20-gpu-py312-ec2
vllm 0.20.2 gpu py312 cu130 sagemaker - - 0.20.2-gpu-py312-cu130-ubuntu22.04-sagemaker 0.20-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.20.2-gpu-py312 0.20-gpu-py312
vllm 0.21.0 gpu py312 cu130 ec2 - - 0.21.0-gpu-py312-cu130-ubuntu22.04-ec2 0.21-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.21.0-gpu-py312-ec2 0.21-gpu-py312-ec2
vllm 0.21.0 gpu py312 cu130 sagemaker - - 0.21.0-gpu-py312-cu130-ubuntu22.04-sagemaker 0.21-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.21.0-gpu-py312 0.21-gpu-py312
vllm 0.22.0 gpu py312 cu130 ec2 - - 0.22.0-gpu-py312-cu130-ubuntu22.04-ec2 0.22-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.22.0-gpu-py312-ec2 0.22-gpu-py312-ec2
vllm 0.22.0 gpu py312 cu130 sagemaker - - 0.22.0-gpu-py312-cu130-ubuntu22.04-sagemaker 0.22-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.22.0-gpu-py312 0.22-gpu-py312
vllm 0.22.1 gpu py312 cu130 ec2 - - 0.22.1-gpu-py312-cu130-ubuntu22.04-ec2 0.22-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.22.1-gpu-py312-ec2 0.22-gpu-py312-ec2
vllm 0.22.1 gpu py312 cu130 sagemaker - - 0.22.1-gpu-py312-cu130-ubuntu22.04-sagemaker 0.22-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.22.1-gpu-py312 0.22-gpu-py312
vllm 0.23.0 gpu py312 cu130 ec2 - - 0.23.0-gpu-py312-cu130-ubuntu22.04-ec2 0.23-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.23.0-gpu-py312-ec2 0.23-gpu-py312-ec2
vllm 0.23.0 gpu py312 cu130 sagemaker - - 0.23.0-gpu-py312-cu130-ubuntu22.04-sagemaker 0.23-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.23.0-gpu-py312 0.23-gpu-py312
vllm 0.24.0 gpu py312 cu130 ec2 - - 0.24.0-gpu-py312-cu130-ubuntu22.04-ec2 0.24-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.24.0-gpu-py312-ec2 0.24-gpu-py312-ec2
vllm 0.24.0 gpu py312 cu130 sagemaker - - 0.24.0-gpu-py312-cu130-ubuntu22.04-sagemaker 0.24-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.24.0-gpu-py312 0.24-gpu-py312
vllm 0.25.0 gpu py312 cu130 ec2 - - 0.25.0-gpu-py312-cu130-ubuntu22.04-ec2 0.25-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.25.0-gpu-py312-ec2 0.25-gpu-py312-ec2
vllm 0.25.0 gpu py312 cu130 sagemaker - - 0.25.0-gpu-py312-cu130-ubuntu22.04-sagemaker 0.25-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.25.0-gpu-py312 0.25-gpu-py312
vllm 0.25.1 gpu py312 cu130 ec2 - - 0.25.1-gpu-py312-cu130-ubuntu22.04-ec2 0.25-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.25.1-gpu-py312-ec2 0.25-gpu-py312-ec2
vllm 0.25.1 gpu py312 cu130 sagemaker - - 0.25.1-gpu-py312-cu130-ubuntu22.04-sagemaker 0.25-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.25.1-gpu-py312 0.25-gpu-py312
vllm 0.26.0 gpu py312 cu130 ec2 - - 0.26.0-gpu-py312-cu130-ubuntu22.04-ec2 0.26-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.26.0-gpu-py312-ec2 0.26-gpu-py312-ec2
vllm 0.26.0 gpu py312 cu130 sagemaker - - 0.26.0-gpu-py312-cu130-ubuntu22.04-sagemaker 0.26-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.26.0-gpu-py312 0.26-gpu-py312
vllm 0.27.1 gpu py312 cu130 ec2 - - 0.27.1-gpu-py312-cu130-ubuntu22.04-ec2 0.27-gpu-py312-cu130-ubuntu22.04-ec2-v1 0.27.1-gpu-py312-ec2 0.27-gpu-py312-ec2
vllm 0.27.1 gpu py312 cu130 sagemaker - - 0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker 0.27-gpu-py312-cu130-ubuntu22.04-sagemaker-v1 0.27.1-gpu-py312 0.27-gpu-py312
vllm-arm64 0.10.2 gpu py312 cu129 ec2 - - 0.10.2-gpu-py312-cu129-ubuntu22.04-ec2 0.10-gpu-py312-cu129-ubuntu22.04-ec2-v1 0.10.2-gpu-py312-ec2 0.10-gpu-py312-ec2
vllm-omni 0.18.0 gpu py312 cu129 default - - omni-cuda-v1.0
vllm-omni 0.18.0 gpu py312 cu129 sagemaker - - omni-sagemaker-cuda-v1.0
vllm-omni 0.20.0 gpu py312 cu130 default - - omni-cuda-v1.1
vllm-omni 0.20.0 gpu py312 cu130 default - - omni-cuda-v1.2
vllm-omni 0.20.0 gpu py312 cu130 sagemaker - - omni-sagemaker-cuda-v1.1
vllm-omni 0.20.0 gpu py312 cu130 sagemaker - - omni-sagemaker-cuda-v1.2
vllm-omni 0.21.0rc1 gpu py312 cu130 default - - omni-cuda-v1.3
vllm-omni 0.21.0rc1 gpu py312 cu130 default - - omni-cuda-v1.4
vllm-omni 0.21.0rc1 gpu py312 cu130 sagemaker - - omni-sagemaker-cuda-v1.3
vllm-omni 0.21.0rc1 gpu py312 cu130 sagemaker - - omni-sagemaker-cuda-v1.4
vllm-omni 0.26.0 gpu py312 cu130 default - - omni-cuda-v1.5
vllm-omni 0.26.0 gpu py312 cu130 sagemaker - - omni-sagemaker-cuda-v1.5
vllm-server 0.19.1+amzn2023.6ef1efd5 gpu py312 cu129 ec2 - - server-cuda-v1
vllm-server 0.19.1+amzn2023.6ef1efd5 gpu py312 cu129 sagemaker - - server-sagemaker-cuda-v1
vllm-server 0.22.1rc0+amzn2023.6aabe221 gpu py312 cu130 ec2 - - server-cuda-v2.0
vllm-server 0.22.1rc0+amzn2023.6aabe221 gpu py312 cu130 sagemaker - - server-sagemaker-cuda-v2.0
vllm-server 0.24.0+amzn2023.7b3d595e gpu py312 cu130 ec2 - - server-cuda-v2.1
vllm-server 0.24.0+amzn2023.7b3d595e gpu py312 cu130 sagemaker - - server-sagemaker-cuda-v2.1
vllm-server 0.26.0+amzn2023.d223c900 gpu py312 cu130 ec2 - - server-cuda-v2.2
vllm-server 0.26.0+amzn2023.d223c900 gpu py312 cu130 sagemaker - - server-sagemaker-cuda-v2.2
vllm-server 0.27.0+amzn2023.4bdc8a78 gpu py312 cu130 ec2 - - server-cuda-v2.3
vllm-server 0.27.0+amzn2023.4bdc8a78 gpu py312 cu130 sagemaker - - server-sagemaker-cuda-v2.3
whisperx 3.8.6 gpu py312 cu128 default 2026-05-25 2027-05-25 3.8.6-cu128-amzn2023
whisperx 3.8.6 gpu py312 cu128 sagemaker 2026-05-25 2027-05-25 3.8.6-cu128-amzn2023-sagemaker
`;
