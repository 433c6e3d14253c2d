"""What the model server calls in each of its workers. Can stay as it is."""

import json
import sys

from sagemaker_inference.errors import BaseInferenceToolkitError
from sagemaker_inference.transformer import Transformer


class Service(Transformer):
    """Calls the functions in inference.py: those of the model in code/inference.py, if it brings them."""

    @staticmethod
    def handle_error(context, error: BaseInferenceToolkitError, trace: str) -> list[str]:
        """A sentence for the client. The toolkit would send it the trace, which belongs into the log."""
        status, reason = error.status_code, error.message
        if isinstance(sys.exc_info()[1], UnicodeDecodeError):
            status, reason = 400, "The request is not UTF-8."
        if status >= 500:
            print(trace, file=sys.stderr, flush=True)
            reason = "There is no answer to this request: the log says why."
        context.set_response_status(code=status, phrase="Error")
        context.set_response_content_type(0, "application/json")
        return [json.dumps({"error": reason})]


service = Service()


def handle(data, context):
    """The first call comes without data, and loads the model: a worker in which that fails does not begin."""
    if data is None:
        return service.validate_and_initialize(context.system_properties["model_dir"], context)
    return service.transform(data, context)
