#!/bin/bash
# The 24 runs of a search as an array job of 8 parts on a Slurm cluster:
#   TASKS=EF sbatch training/templates/slurm-search.sh      # from the folder of this repository
# after `npm ci` and `npm run training:libtensorflow` there, without which training runs on plain
# JavaScript, some hundred times slower;
# and when all parts are finished:
#   npx echonet search --out "$OUT" --collect
# A part that was broken off goes on where it was when it is submitted again.
#SBATCH --job-name=echonet-search
#SBATCH --array=1-8
#SBATCH --cpus-per-task=8
#SBATCH --mem=32G
#SBATCH --time=24:00:00
#SBATCH --output=echonet-search-%a.log
# Ctrl-C to the program two minutes before the time is up, so that it saves:
#SBATCH --signal=INT@120
# For nodes with a GPU (tfjs-node-gpu, or WebGPU through Dawn):
##SBATCH --gres=gpu:1

set -euo pipefail
DATA=${DATA:-prepared}
OUT=${OUT:-search}
TASKS=${TASKS:-EF}
# Since Slurm 22.05 srun takes no number of CPUs from the job and would give the program one.
export SRUN_CPUS_PER_TASK=$SLURM_CPUS_PER_TASK

exec srun node training/bin/echonet.mjs search --data "$DATA" --out "$OUT" \
  --tasks "$TASKS" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --threads "$SLURM_CPUS_PER_TASK"
