# The manifests' images, each under the name that the overlay has for it. A tag that was pushed stays what it was, so that
# nodes that pull it at different times run the same. Nodes need no right to the key: ECR has a grant of its own.
locals {
  images = toset([
    "booking-service",
    "order-service",
    "event-service",
    "results-dashboard",
    "analytics-job",
    "event-sources",
  ])
}

resource "aws_ecr_repository" "images" {
  for_each = local.images

  name                 = "${var.name}/${each.value}"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.this.arn
  }
}
